package io.github.dbadapter.schema.source;

/**
 * What is done with a statement of a script.
 *
 * @param action what is done
 * @param reason why it is not run, completing "because …"; empty when it is
 */
record Verdict(Action action, String reason) {

	static final Verdict RUN = new Verdict(Action.RUN, "");

	static Verdict skip(String reason) {
		return new Verdict(Action.SKIP, reason);
	}

	static Verdict ignore(String reason) {
		return new Verdict(Action.IGNORE, reason);
	}

	static Verdict refuse(String reason) {
		return new Verdict(Action.REFUSE, reason);
	}

	boolean runs() {
		return this.action == Action.RUN;
	}

	boolean refuses() {
		return this.action == Action.REFUSE;
	}

	enum Action {

		RUN,

		/** Left out, and told. */
		SKIP,

		/** Left out without a word: it cannot make a difference to a schema. */
		IGNORE,

		REFUSE

	}

}
