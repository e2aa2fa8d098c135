/**
 * Test harness shared by all modules: a real PostgreSQL server for the run and a fresh
 * database for each test class.
 */
@NullMarked
package io.github.dbadapter.test;

import org.jspecify.annotations.NullMarked;
