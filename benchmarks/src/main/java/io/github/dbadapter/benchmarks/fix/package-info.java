/**
 * Planning of fixes on the generated schema.
 */
@NullMarked
package io.github.dbadapter.benchmarks.fix;

import org.jspecify.annotations.NullMarked;
