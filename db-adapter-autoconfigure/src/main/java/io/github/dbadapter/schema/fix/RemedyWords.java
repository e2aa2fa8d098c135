package io.github.dbadapter.schema.fix;

/**
 * How remedies are called in one place where plans are read: options for those who type
 * commands, parameters for those who send requests.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RemedyWords {

	/**
	 * Calls of this library, for those who program with it.
	 */
	RemedyWords CALLS = (remedy) -> switch (remedy.kind()) {
		case ALLOW -> "FixApproval.withAllowed(Hazard.parse(\"%s\"))".formatted(remedy.subject());
		case DROP_EXTRA -> "FixWords.withDropExtra(true)";
		case ONLINE -> "FixWords.withOnline(true)";
		case FILL -> "FixWords.withFill(List.of(\"%s=expression\"))".formatted(remedy.subject());
		case RECREATE -> "FixWords.withRecreate(List.of(\"%s\"))".formatted(remedy.subject());
		case COLUMN_DEFS -> "FixWords.withColumnDefs(ColumnDefs.read(file))";
	};

	/**
	 * Names a remedy.
	 * @param remedy the remedy
	 * @return what to give for it, without a full stop
	 */
	String of(Remedy remedy);

}
