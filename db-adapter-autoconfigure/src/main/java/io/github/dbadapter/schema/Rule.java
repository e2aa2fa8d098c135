package io.github.dbadapter.schema;

import org.jspecify.annotations.Nullable;

/**
 * A rewrite rule.
 *
 * @param name the name
 * @param definition as of {@code pg_get_ruledef}, without a final semicolon
 * @param firing when it applies with regard to the replication role
 * @param comment comment
 * @since 0.1.0
 */
public record Rule(String name, String definition, Trigger.Firing firing, @Nullable String comment) {

}
