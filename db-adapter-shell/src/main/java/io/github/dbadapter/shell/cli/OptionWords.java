package io.github.dbadapter.shell.cli;

import io.github.dbadapter.schema.fix.Remedy;
import io.github.dbadapter.schema.fix.RemedyWords;

/**
 * What remedies are called where commands are typed: options.
 */
public final class OptionWords implements RemedyWords {

	public static final OptionWords INSTANCE = new OptionWords();

	private OptionWords() {
	}

	@Override
	public String of(Remedy remedy) {
		return switch (remedy.kind()) {
			case ALLOW -> "--allow " + remedy.subject();
			case DROP_EXTRA -> "--drop-extra";
			case ONLINE -> "--online";
			case FILL -> "--fill \"%s=expression\"".formatted(remedy.subject());
			case RECREATE -> "--recreate " + remedy.subject();
			case COLUMN_DEFS -> "--column-defs";
		};
	}

}
