package io.github.dbadapter.schema.diff;

/**
 * What a difference means for code that was written for the expected schema, worst first.
 *
 * @since 0.1.0
 */
public enum Severity {

	/** Such code fails. */
	BREAKING,

	/** The schemas differ, such code still works. */
	DRIFT,

	/** There, not expected and harmless: in sync unless asked to be strict. */
	EXTRA

}
