package io.github.dbadapter.schema.fix;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.diff.SchemaFingerprint;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Ordered statements that make an actual schema the expected one.
 *
 * @param database identity of the database that the plan was made for, {@code null} when
 * it was made without one
 * @param fingerprint fingerprint of the actual schema that the plan was made for
 * @param expectedFingerprint fingerprint of the schema that it leads to
 * @param statements the statements, in order
 * @param left what stays as it is because nobody asked for its removal
 * @param unresolved what the plan cannot repair, with the reason
 * @param assumedEmpty tables that must not hold a row when the plan is applied
 * @since 0.1.0
 */
public record FixPlan(@Nullable String database, String fingerprint, String expectedFingerprint,
		List<FixStatement> statements, List<Remaining> left, List<Remaining> unresolved,
		SortedSet<QualifiedName> assumedEmpty) {

	private static final int ID_LENGTH = 7;

	public FixPlan {
		statements = List.copyOf(statements);
		left = List.copyOf(left);
		unresolved = List.copyOf(unresolved);
		assumedEmpty = Collections.unmodifiableSortedSet(new TreeSet<>(assumedEmpty));
	}

	/** A plan is recognized by the schema before anything was renamed. */
	FixPlan of(DatabaseSchema actual, Renaming renaming) {
		FixPlan plan = new FixPlan(this.database, SchemaFingerprint.of(actual), this.expectedFingerprint,
				this.statements, this.left, this.unresolved, this.assumedEmpty);
		return new BeforeRenames(renaming.renamed(), renaming.statements()).translate(plan);
	}

	static FixPlan of(Planning planning, List<FixStatement> statements) {
		return new FixPlan(null, "", "", statements, remaining(planning.left()), remaining(planning.unresolved()),
				planning.assumedEmpty());
	}

	private static List<Remaining> remaining(Map<SchemaDifference, RemedyText> differences) {
		List<Remaining> remaining = new ArrayList<>();
		differences.forEach((difference, reason) -> remaining
			.add(new Remaining(difference.type(), difference.object().toString(), reason)));
		return remaining;
	}

	static String name(SchemaDifference difference) {
		return difference.type() + " " + difference.object();
	}

	/**
	 * Returns a short name that changes with the schema the plan is for and with every
	 * statement.
	 * @return seven hexadecimal digits
	 */
	public String id() {
		String text = this.fingerprint + '\n'
				+ this.statements.stream().map(FixStatement::sql).collect(Collectors.joining(";\n"));
		return hash(text).substring(0, ID_LENGTH);
	}

	/**
	 * Returns the plan for people who program with this library.
	 * @return lines of text
	 */
	public String toText() {
		return new PlanText(this).write();
	}

	/**
	 * Returns the plan as a script that psql runs as it stands, with its own transaction,
	 * for people who program with this library.
	 * @return the script
	 */
	public String toSql() {
		return toSql(RemedyWords.CALLS);
	}

	/**
	 * Returns the plan as a script as {@link #toSql()} does.
	 * @param words what the comments call remedies
	 * @return the script
	 */
	public String toSql(RemedyWords words) {
		return new PlanSql(words).write(this);
	}

	/**
	 * Returns the plan as JSON, with a checksum.
	 * @return one object
	 */
	public String toJson() {
		return FixPlanJson.write(this);
	}

	/**
	 * Reads a plan that was written as JSON.
	 * @param file the file
	 * @return the plan
	 * @throws io.github.dbadapter.InvalidInputException if the file cannot be read, is no
	 * plan of this format, or was changed since it was written
	 */
	public static FixPlan read(Path file) {
		return FixPlanJson.read(file);
	}

	/**
	 * Whether there is nothing to do.
	 * @return whether the plan has no statement
	 */
	public boolean isEmpty() {
		return this.statements.isEmpty();
	}

	/**
	 * Returns the hazards of all statements.
	 * @return types of hazards
	 */
	public Set<Hazard> hazards() {
		Set<Hazard> hazards = EnumSet.noneOf(Hazard.class);
		this.statements.forEach((statement) -> statement.hazards().forEach((hazard) -> hazards.add(hazard.type())));
		return hazards;
	}

	/**
	 * Returns the tables with rows that the plan endangers, to be backed up first.
	 * @return names of tables
	 */
	public SortedSet<QualifiedName> endangered() {
		SortedSet<QualifiedName> tables = new TreeSet<>();
		for (FixStatement statement : this.statements) {
			boolean endangers = statement.hazards()
				.stream()
				.anyMatch((hazard) -> hazard.type() == Hazard.DATA_LOSS || hazard.type() == Hazard.TABLE_REWRITE);
			if (endangers) {
				tables.addAll(statement.tables());
			}
		}
		return tables;
	}

	/**
	 * Returns the tables that the plan works on.
	 * @return names of tables
	 */
	public SortedSet<QualifiedName> tables() {
		return this.statements.stream()
			.flatMap((statement) -> statement.tables().stream())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Whether a statement is known to fail on the rows that are there.
	 * @return whether one is
	 */
	public boolean isBlocked() {
		return this.statements.stream().anyMatch(FixStatement::isBlocked);
	}

	FixPlan withStatements(UnaryOperator<FixStatement> change) {
		return new FixPlan(this.database, this.fingerprint, this.expectedFingerprint,
				this.statements.stream().map(change).toList(), this.left, this.unresolved, this.assumedEmpty);
	}

	FixPlan withAssumedEmpty(SortedSet<QualifiedName> tables) {
		return new FixPlan(this.database, this.fingerprint, this.expectedFingerprint, this.statements, this.left,
				this.unresolved, tables);
	}

	FixPlan withExpectedFingerprint(String fingerprint) {
		return new FixPlan(this.database, this.fingerprint, fingerprint, this.statements, this.left, this.unresolved,
				this.assumedEmpty);
	}

	FixPlan withDatabase(@Nullable String database) {
		return new FixPlan(database, this.fingerprint, this.expectedFingerprint, this.statements, this.left,
				this.unresolved, this.assumedEmpty);
	}

	static String hash(String text) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A difference that will still be there afterwards.
	 *
	 * @param type type of the difference
	 * @param object the object, for people
	 * @param reason why it stays, or what would remove it
	 */
	public record Remaining(String type, String object, RemedyText reason) {

	}

}
