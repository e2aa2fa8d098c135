package io.github.dbadapter.health;

/**
 * When drift of the schema makes an application unhealthy.
 *
 * @since 0.1.0
 */
public enum DownOn {

	/**
	 * Until a check has found no breaking drift: a gate for new instances. Drift that
	 * comes later does not take down what has been serving.
	 */
	STARTUP,

	/** Whenever the last check found breaking drift. */
	BREAKING,

	/** Never. */
	NEVER

}
