package io.github.dbadapter.schema.fix;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import io.github.dbadapter.sql.QualifiedName;

/**
 * One statement of a plan.
 *
 * @param number place in the plan, from 1
 * @param sql the statement, without a final semicolon
 * @param explanation what it is for, for people
 * @param differences the differences that it serves, each as type and object
 * @param hazards what it could do besides
 * @param cleared hazards that the rows rule out, looked at again before applying
 * @param tables tables that it works on, by their names before the plan
 * @param transactional whether it runs in the plan's transaction; otherwise by itself
 * @since 0.1.0
 */
public record FixStatement(int number, String sql, RemedyText explanation, List<String> differences,
		List<FixHazard> hazards, List<FixHazard> cleared, SortedSet<QualifiedName> tables, boolean transactional) {

	public FixStatement {
		differences = List.copyOf(differences);
		hazards = List.copyOf(hazards);
		cleared = List.copyOf(cleared);
		tables = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(tables));
	}

	FixStatement withHazards(List<FixHazard> hazards, List<FixHazard> cleared) {
		return new FixStatement(this.number, this.sql, this.explanation, this.differences, hazards, cleared,
				this.tables, this.transactional);
	}

	FixStatement withNumber(int number) {
		return new FixStatement(number, this.sql, this.explanation, this.differences, this.hazards, this.cleared,
				this.tables, this.transactional);
	}

	/**
	 * Whether it is known to fail on the rows that are there.
	 * @return whether it is
	 */
	public boolean isBlocked() {
		return this.hazards.stream().anyMatch(FixHazard::blocks);
	}

}
