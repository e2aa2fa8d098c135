package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan that has not been ordered yet: statements that run one after another,
 * or one clause of {@code ALTER TABLE}.
 */
final class Step {

	private final Rank rank;

	private final ObjectReference object;

	private final @Nullable QualifiedName clauseOf;

	private final List<String> sql = new ArrayList<>();

	private final Set<SchemaDifference> differences = new LinkedHashSet<>();

	private final List<FixHazard> hazards = new ArrayList<>();

	private final Set<Node> needs = new LinkedHashSet<>();

	private final Set<Node> provides = new LinkedHashSet<>();

	private final Set<Node> frees = new LinkedHashSet<>();

	private final Set<Node> destroys = new LinkedHashSet<>();

	private final Set<String> takes = new LinkedHashSet<>();

	private final Set<String> releases = new LinkedHashSet<>();

	private final Set<Step> after = new LinkedHashSet<>();

	private final Set<ObjectReference> afterAttachments = new LinkedHashSet<>();

	private final Set<Change> afterDrops = new LinkedHashSet<>();

	private final Set<QualifiedName> tables = new TreeSet<>();

	private RemedyText explanation;

	private boolean alone;

	private boolean outside;

	private @Nullable String onlineSql;

	private Step(Rank rank, ObjectReference object, @Nullable QualifiedName clauseOf, RemedyText explanation) {
		this.rank = rank;
		this.object = object;
		this.clauseOf = clauseOf;
		this.explanation = explanation;
	}

	static Step statement(Rank rank, ObjectReference object, String explanation, Collection<String> sql) {
		return statement(rank, object, RemedyText.of(explanation), sql);
	}

	static Step statement(Rank rank, ObjectReference object, RemedyText explanation, Collection<String> sql) {
		Step step = new Step(rank, object, null, explanation);
		step.sql.addAll(sql);
		return step;
	}

	static Step statement(Rank rank, ObjectReference object, String explanation, String sql) {
		return statement(rank, object, explanation, List.of(sql));
	}

	static Step clause(Rank rank, QualifiedName table, ObjectReference object, String explanation, String clause) {
		return clause(rank, table, object, RemedyText.of(explanation), clause);
	}

	static Step clause(Rank rank, QualifiedName table, ObjectReference object, RemedyText explanation, String clause) {
		Step step = new Step(rank, object, table, explanation);
		step.sql.add(clause);
		step.tables.add(table);
		return step;
	}

	/** Keeps a clause out of the {@code ALTER TABLE} of others. */
	Step alone() {
		this.alone = true;
		return this;
	}

	Step needs(Collection<Node> nodes) {
		this.needs.addAll(nodes);
		return this;
	}

	Step provides(Node node) {
		this.provides.add(node);
		return this;
	}

	Step frees(Collection<Node> nodes) {
		this.frees.addAll(nodes);
		return this;
	}

	Step destroys(Node node) {
		this.destroys.add(node);
		return this;
	}

	Step takes(Collection<String> names) {
		this.takes.addAll(names);
		return this;
	}

	Step releases(Collection<String> names) {
		this.releases.addAll(names);
		return this;
	}

	Step after(@Nullable Step step) {
		if (step != null && step != this) {
			this.after.add(step);
		}
		return this;
	}

	/** Waits for the drop of something whose step may not have been made yet. */
	Step afterDropOf(@Nullable Change change) {
		if (change != null) {
			this.afterDrops.add(change);
		}
		return this;
	}

	/** Waits until a table has become a partition. */
	Step afterAttachmentOf(Change change) {
		this.afterAttachments.add(change.reference());
		return this;
	}

	Step differences(Collection<SchemaDifference> differences) {
		this.differences.addAll(differences);
		return this;
	}

	Step hazard(@Nullable FixHazard hazard) {
		if (hazard != null) {
			this.hazards.add(hazard);
		}
		return this;
	}

	Step hazards(Collection<FixHazard> hazards) {
		this.hazards.addAll(hazards);
		return this;
	}

	Step touches(QualifiedName table) {
		this.tables.add(table);
		return this;
	}

	/** Names the way without blocking, for when the plan is made for that. */
	Step online(@Nullable String way) {
		this.onlineSql = way;
		return this;
	}

	/** Runs by itself, not in the plan's transaction. */
	Step outside() {
		this.outside = true;
		return this;
	}

	boolean isOutside() {
		return this.outside;
	}

	Step append(Collection<String> statements) {
		this.sql.addAll(statements);
		return this;
	}

	Rank rank() {
		return this.rank;
	}

	ObjectReference object() {
		return this.object;
	}

	@Nullable QualifiedName clauseOf() {
		return this.clauseOf;
	}

	boolean isAlone() {
		return this.alone;
	}

	RemedyText explanation() {
		return this.explanation;
	}

	void explanation(String explanation) {
		explanation(RemedyText.of(explanation));
	}

	void explanation(RemedyText explanation) {
		this.explanation = explanation;
	}

	@Nullable String onlineSql() {
		return this.onlineSql;
	}

	List<String> sql() {
		return this.sql;
	}

	Set<SchemaDifference> differences() {
		return this.differences;
	}

	List<FixHazard> hazards() {
		return this.hazards;
	}

	Set<Node> needs() {
		return this.needs;
	}

	Set<Node> provides() {
		return this.provides;
	}

	Set<Node> frees() {
		return this.frees;
	}

	Set<Node> destroys() {
		return this.destroys;
	}

	Set<String> takes() {
		return this.takes;
	}

	Set<String> releases() {
		return this.releases;
	}

	Set<Step> after() {
		return this.after;
	}

	Set<ObjectReference> afterAttachments() {
		return this.afterAttachments;
	}

	Set<Change> afterDrops() {
		return this.afterDrops;
	}

	Set<QualifiedName> tables() {
		return this.tables;
	}

	@Override
	public String toString() {
		return this.rank + " " + this.object + " " + this.sql;
	}

}
