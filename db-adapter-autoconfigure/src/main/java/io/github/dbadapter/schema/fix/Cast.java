package io.github.dbadapter.schema.fix;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How the values of a column get from one type to another.
 *
 * @param using expression for {@code USING}, {@code null} when PostgreSQL converts by
 * itself
 * @param rewrites whether the table is written anew
 * @param lossy whether a value can change on the way
 * @param mayFail whether a value can be refused
 * @param failing condition on a row {@code r} that is refused, {@code null} when only
 * trying tells
 * @param conversion the conversion as an expression on a row {@code r}
 */
record Cast(@Nullable String using, boolean rewrites, boolean lossy, boolean mayFail, @Nullable String failing,
		String conversion) {

	private static final Set<String> ASSIGNABLE = Set.of("json>jsonb", "jsonb>json", "inet>cidr", "cidr>inet",
			"bit>bit varying", "bit varying>bit", "numeric>money", "money>numeric", "integer>money", "bigint>money",
			"timestamp without time zone>time without time zone", "timestamp with time zone>time without time zone",
			"timestamp with time zone>time with time zone", "time without time zone>time with time zone",
			"time with time zone>time without time zone", "interval>time without time zone",
			"time without time zone>interval", "macaddr>macaddr8", "macaddr8>macaddr");

	private static final Set<String> EXPLICIT = Set.of("integer>boolean", "boolean>integer", "jsonb>boolean",
			"jsonb>numeric", "jsonb>integer", "jsonb>bigint", "jsonb>smallint", "jsonb>real", "jsonb>double precision",
			"integer>bit", "bigint>bit", "bit>integer", "bit>bigint");

	static Cast of(String column, String from, String to, int serverMajorVersion) {
		return new Casting(SqlText.quoted(column), from, to, serverMajorVersion).toCast();
	}

	private record Casting(String column, String from, String to, TypeName source, TypeName target, int version) {

		Casting(String column, String from, String to, int version) {
			this(column, from, to, TypeName.parse(from), TypeName.parse(to), version);
		}

		Cast toCast() {
			boolean assigned = this.source.array() == this.target.array() && isAssignable();
			String using = assigned ? null : using(this.column);
			String value = "r." + this.column;
			String conversion = assigned ? value + "::" + this.to : using(value);
			return new Cast(using, rewrites(assigned), isLossy(), mayFail(assigned), failing(value, assigned),
					conversion);
		}

		private boolean isAssignable() {
			return this.source.base().equals(this.target.base()) || (this.source.isNumber() && this.target.isNumber())
					|| this.target.isString() || (this.source.isDateTime() && this.target.isDateTime())
					|| ASSIGNABLE.contains(pair());
		}

		private String pair() {
			return this.source.base() + ">" + this.target.base();
		}

		private String using(String value) {
			if (this.target.array() && !this.source.array()) {
				return "CASE WHEN %s IS NULL THEN NULL ELSE ARRAY[%s] END".formatted(value,
						new Casting(this.column, this.from, this.to.replaceAll("(?:\\[\\])+$", ""), this.version)
							.using(value));
			}
			boolean direct = this.source.isString() || this.target.isString() || EXPLICIT.contains(pair())
					|| this.source.base().equals(this.target.base());
			String text = this.source.array() && this.target.array() ? "::text[]" : "::text";
			return value + (direct ? "" : text) + "::" + this.to;
		}

		/** What PostgreSQL relabels instead of converting. */
		private boolean rewrites(boolean assigned) {
			if (!assigned) {
				return true;
			}
			boolean strings = isVariable(this.source) && isVariable(this.target);
			if (strings) {
				return !holdsLengthOf(this.target);
			}
			if (this.source.base().equals(this.target.base())) {
				return switch (this.source.base()) {
					case "numeric" -> !(this.target.modifiers().isEmpty() || sameScaleAndWider());
					case "bit varying", "timestamp without time zone", "timestamp with time zone",
							"time without time zone", "time with time zone", "interval" ->
						!holdsLengthOf(this.target);
					default -> !this.source.equals(this.target);
				};
			}
			return !pair().equals("cidr>inet");
		}

		private static boolean isVariable(TypeName type) {
			return type.base().equals("text") || type.base().equals("character varying");
		}

		private boolean holdsLengthOf(TypeName wider) {
			return wider.modifiers().isEmpty() || (!this.source.modifiers().isEmpty()
					&& wider.modifiers().get(0) >= this.source.modifiers().get(0));
		}

		private boolean sameScaleAndWider() {
			return this.source.modifiers().size() == 2 && this.target.modifiers().size() == 2
					&& this.source.modifiers().get(1).equals(this.target.modifiers().get(1))
					&& this.target.modifiers().get(0) >= this.source.modifiers().get(0);
		}

		private boolean isLossy() {
			if (this.source.isNumber() && this.target.isNumber()) {
				return losesDigits();
			}
			if (this.source.isDateTime() && this.target.isDateTime()) {
				return this.target.base().equals("date") && !this.source.base().equals("date")
						|| this.source.base().equals(this.target.base()) && !holdsLengthOf(this.target);
			}
			return pair().equals("json>jsonb") || (!this.source.isString() && this.source.base().startsWith("timestamp")
					&& this.target.base().startsWith("time "));
		}

		private boolean losesDigits() {
			if (this.source.isInteger()) {
				return this.target.base().equals("real")
						|| this.target.base().equals("double precision") && this.source.width() == 3;
			}
			if (this.target.base().equals("numeric")) {
				return !this.target.modifiers().isEmpty() && !(this.source.base().equals("numeric")
						&& this.source.modifiers().size() == 2 && this.target.modifiers().size() == 2
						&& this.target.modifiers().get(1) >= this.source.modifiers().get(1));
			}
			return !(this.source.base().equals("real") && this.target.base().equals("double precision"))
					&& !this.source.base().equals(this.target.base());
		}

		private boolean mayFail(boolean assigned) {
			if (!assigned) {
				return true;
			}
			if (this.target.isString()) {
				return !this.target.modifiers().isEmpty() && !(this.source.isString() && holdsLengthOf(this.target)
						&& !this.source.base().equals("text"));
			}
			if (this.source.isInteger() && this.target.isInteger()) {
				return this.target.width() < this.source.width();
			}
			if (this.source.isNumber() && this.target.isNumber()) {
				return this.target.isInteger() || !this.target.modifiers().isEmpty() && !sameScaleAndWider()
						|| this.target.base().equals("real") && !this.source.isInteger();
			}
			return !this.source.isDateTime() && !this.source.equals(this.target) && !pair().equals("cidr>inet")
					&& !pair().equals("jsonb>json") && !this.source.base().startsWith("time");
		}

		private @Nullable String failing(String value, boolean assigned) {
			if (this.source.array() || this.target.array()) {
				return null;
			}
			if (assigned && this.target.isString() && !this.target.modifiers().isEmpty()) {
				return "char_length(rtrim(%s::text)) > %d".formatted(value, this.target.modifiers().get(0));
			}
			if (this.source.isInteger() && this.target.isInteger()) {
				return (this.target.width() == 1) ? value + " NOT BETWEEN -32768 AND 32767"
						: value + " NOT BETWEEN -2147483648 AND 2147483647";
			}
			if (this.source.isString() && !this.target.isString() && this.version >= 16) {
				return "NOT pg_catalog.pg_input_is_valid(%s::text, %s)".formatted(value, SqlText.literal(this.to));
			}
			return null;
		}

	}

}
