package io.github.dbadapter.actuate;

import io.github.dbadapter.schema.fix.Remedy;
import io.github.dbadapter.schema.fix.RemedyWords;

/**
 * What remedies are called where a request asks for a fix: some are parameters of the
 * request, some are properties of the application, and the rest is for the program alone.
 */
final class RequestWords implements RemedyWords {

	static final RequestWords INSTANCE = new RequestWords();

	private RequestWords() {
	}

	@Override
	public String of(Remedy remedy) {
		return switch (remedy.kind()) {
			case ALLOW -> "\"allow\":\"%s\"".formatted(remedy.subject());
			case DROP_EXTRA -> "db.fix.drop-extra";
			case ONLINE -> "db.fix.online";
			case FILL -> "db-adapter fix --fill \"%s=expression\"".formatted(remedy.subject());
			case RECREATE -> "db-adapter fix --recreate " + remedy.subject();
			case COLUMN_DEFS -> "db-adapter fix --column-defs";
		};
	}

}
