package io.github.dbadapter.schema.diff;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Column.NotNull;
import io.github.dbadapter.schema.Constraint.Type;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.EnumType;
import io.github.dbadapter.schema.Generated;
import io.github.dbadapter.schema.Identity;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Routine;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.SequenceOptions;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.github.dbadapter.schema.diff.TableFixture.column;
import static io.github.dbadapter.schema.diff.TableFixture.schema;
import static io.github.dbadapter.schema.diff.TableFixture.table;
import static org.assertj.core.api.Assertions.assertThat;

class SchemaComparatorTests {

	private static final SequenceOptions OPTIONS = new SequenceOptions("bigint", 1, 1, 1, Long.MAX_VALUE, 1, false);

	@Test
	void aSchemaIsInSyncWithItself() {
		DatabaseSchema schema = schema(
				table("public.product").column("id", "bigint").constraint(Type.PRIMARY_KEY, "product_pkey", "(id)"));
		assertThat(compare(schema, schema)).isEmpty();
	}

	@Test
	void missingTableAndColumnBreak() {
		assertThat(compare(schema(table("public.a").column("x", "text"), table("public.b")), schema(table("public.a"))))
			.containsExactly("BREAKING COLUMN_MISSING public.a.x", "BREAKING TABLE_MISSING public.b");
	}

	@Test
	void differencesAreOrderedWorstFirstThenByObject() {
		DatabaseSchema expected = schema(table("public.b").column("x", "text"),
				table("public.a").column("y", "integer").index("a_y", false, "USING btree (y)"));
		DatabaseSchema actual = schema(table("public.b").column("x", "integer"), table("public.a").column("y", "text"),
				table("public.c"));
		assertThat(compare(expected, actual)).containsExactly("BREAKING COLUMN_TYPE_CHANGED public.a.y",
				"BREAKING COLUMN_TYPE_CHANGED public.b.x", "DRIFT INDEX_MISSING public.a.a_y",
				"EXTRA TABLE_EXTRA public.c");
	}

	@Test
	void extraColumnBreaksOnlyIfItMustHaveAValue() {
		DatabaseSchema expected = schema(table("public.t"));
		assertThat(compare(expected, schema(table("public.t").column(column("c", "text", true, null)))))
			.containsExactly("BREAKING COLUMN_EXTRA public.t.c");
		assertThat(compare(expected, schema(table("public.t").column(column("c", "text", true, "''::text")))))
			.containsExactly("EXTRA COLUMN_EXTRA public.t.c");
		assertThat(compare(expected, schema(table("public.t").column("c", "text"))))
			.containsExactly("EXTRA COLUMN_EXTRA public.t.c");
		assertThat(compare(expected,
				schema(table("public.t").column(column("c", "bigint", true, null, identity(true), null, true)))))
			.containsExactly("EXTRA COLUMN_EXTRA public.t.c");
	}

	@Test
	void extraPartsOfAnExpectedTableThatChangeItsBehaviourAreDrift() {
		DatabaseSchema actual = schema(table("public.t").constraint(Type.CHECK, "positive", "CHECK ((n > 0))", "n")
			.index("t_n", true, "USING btree (n)")
			.index("t_m", false, "USING btree (m)")
			.trigger("audit", "CREATE TRIGGER audit …")
			.policy("own", "ALL"));
		assertThat(compare(schema(table("public.t")), actual)).containsExactly(
				"DRIFT CONSTRAINT_EXTRA public.t.positive", "DRIFT INDEX_EXTRA public.t.t_n",
				"DRIFT TRIGGER_EXTRA public.t.audit", "DRIFT POLICY_EXTRA public.t.own",
				"EXTRA INDEX_EXTRA public.t.t_m");
	}

	@Test
	void partsOfAnExtraTableAreNotTold() {
		DatabaseSchema actual = schema(
				table("public.t").column("c", "text").constraint(Type.CHECK, "positive", "CHECK ((n > 0))", "n"));
		assertThat(compare(DatabaseSchema.empty(170000), actual)).containsExactly("EXTRA TABLE_EXTRA public.t");
	}

	@Test
	void nullabilityBreaksWhenCodeMayLeaveOutTheValue() {
		DatabaseSchema nullable = schema(table("public.t").column("c", "text"));
		DatabaseSchema required = schema(table("public.t").column(column("c", "text", true, null)));
		assertThat(compare(nullable, required)).containsExactly("BREAKING COLUMN_NULLABILITY_CHANGED public.t.c");
		assertThat(compare(required, nullable)).containsExactly("DRIFT COLUMN_NULLABILITY_CHANGED public.t.c");
	}

	@Test
	void defaultIsDriftUnlessTheColumnNeedsIt() {
		DatabaseSchema with = schema(table("public.t").column(column("c", "text", true, "'a'::text")));
		DatabaseSchema without = schema(table("public.t").column(column("c", "text", true, null)));
		assertThat(compare(with, without)).containsExactly("BREAKING COLUMN_DEFAULT_CHANGED public.t.c");
		assertThat(compare(without, with)).containsExactly("DRIFT COLUMN_DEFAULT_CHANGED public.t.c");
	}

	@Test
	void identityAndGeneratedBreakWhenTheyRefuseValues() {
		DatabaseSchema plain = schema(table("public.t").column("c", "bigint"));
		DatabaseSchema always = schema(
				table("public.t").column(column("c", "bigint", false, null, identity(true), null, true)));
		DatabaseSchema byDefault = schema(
				table("public.t").column(column("c", "bigint", false, null, identity(false), null, true)));
		DatabaseSchema generated = schema(table("public.t")
			.column(column("c", "bigint", false, null, null, new Generated("(a + 1)", true), true)));
		assertThat(compare(plain, always)).containsExactly("BREAKING COLUMN_IDENTITY_CHANGED public.t.c");
		assertThat(compare(plain, byDefault)).containsExactly("DRIFT COLUMN_IDENTITY_CHANGED public.t.c");
		assertThat(compare(always, byDefault)).containsExactly("DRIFT COLUMN_IDENTITY_CHANGED public.t.c");
		assertThat(compare(byDefault, always)).containsExactly("BREAKING COLUMN_IDENTITY_CHANGED public.t.c");
		assertThat(compare(plain, generated)).containsExactly("BREAKING COLUMN_GENERATED_CHANGED public.t.c");
	}

	@Test
	void missingEnumValueBreaksAnExtraOneDoesNot() {
		EnumType two = new EnumType(QualifiedName.of("public", "state"), List.of("new", "paid"), null);
		EnumType three = new EnumType(QualifiedName.of("public", "state"), List.of("new", "open", "paid"), null);
		assertThat(compare(schema(three), schema(two))).containsExactly("BREAKING ENUM_VALUES_CHANGED public.state");
		assertThat(compare(schema(two), schema(three))).containsExactly("DRIFT ENUM_VALUES_CHANGED public.state");
	}

	@Test
	void aSystemGivenNameMatchesByStructure() {
		DatabaseSchema expected = schema(table("public.orders").column("customer_id", "bigint")
			.constraint(Type.PRIMARY_KEY, "orders_pkey", "PRIMARY KEY (id)", "id")
			.index("orders_customer_id_idx", false, "USING btree (customer_id)"));
		DatabaseSchema actual = schema(table("public.orders").column("customer_id", "bigint")
			.constraint(Type.PRIMARY_KEY, "pk_orders", "PRIMARY KEY (id)", "id")
			.index("by_customer", false, "USING btree (customer_id)"));
		SchemaDiff diff = SchemaComparator.compare(expected, actual, ComparisonOptions.defaults());
		assertThat(lines(diff)).containsExactly("EXTRA CONSTRAINT_NAME_CHANGED public.orders.orders_pkey",
				"EXTRA INDEX_NAME_CHANGED public.orders.orders_customer_id_idx");
		assertThat(diff.inSync(false)).isTrue();
		assertThat(diff.inSync(true)).isFalse();
	}

	@Test
	void aGivenNameDoesNotMatchByStructure() {
		DatabaseSchema expected = schema(
				table("public.orders").index("by_customer", false, "USING btree (customer_id)"));
		DatabaseSchema actual = schema(
				table("public.orders").index("orders_customer_id_idx", false, "USING btree (customer_id)"));
		assertThat(compare(expected, actual)).containsExactly("DRIFT INDEX_MISSING public.orders.by_customer",
				"EXTRA INDEX_EXTRA public.orders.orders_customer_id_idx");
	}

	@Test
	void aSystemGivenNameIsNotMatchedToAnotherStructure() {
		DatabaseSchema expected = schema(table("public.t").constraint(Type.UNIQUE, "t_a_key", "UNIQUE (a)", "a"));
		DatabaseSchema actual = schema(table("public.t").constraint(Type.UNIQUE, "u", "UNIQUE (b)", "b"));
		assertThat(compare(expected, actual)).containsExactly("DRIFT CONSTRAINT_MISSING public.t.t_a_key",
				"DRIFT CONSTRAINT_EXTRA public.t.u");
	}

	@Test
	void theDefaultFollowsTheNameOfAnOwnedSequence() {
		DatabaseSchema expected = schema(serial("t_id_seq"), serialTable("t_id_seq"));
		DatabaseSchema actual = schema(serial("My_seq"), serialTable("\"My_seq\""));
		assertThat(compare(expected, actual)).containsExactly("EXTRA SEQUENCE_NAME_CHANGED public.t_id_seq");
	}

	@Test
	void whatAPartitionInheritsIsToldForItsParentOnly() {
		DatabaseSchema expected = schema(table("public.p").column("a", "text"),
				table("public.p1").partitionOf("public.p").column(column("a", "text", false, null, null, null, false)));
		DatabaseSchema actual = schema(table("public.p"), table("public.p1").partitionOf("public.p"));
		assertThat(compare(expected, actual)).containsExactly("BREAKING COLUMN_MISSING public.p.a");
		assertThat(compare(expected,
				schema(table("public.p").column("a", "integer"),
						table("public.p1").partitionOf("public.p")
							.column(column("a", "integer", false, null, null, null, false)))))
			.containsExactly("BREAKING COLUMN_TYPE_CHANGED public.p.a");
	}

	@Test
	void howAPartitionCameByItsNotNullIsHarmless() {
		DatabaseSchema inherited = schema(
				table("public.p1").column(notNull(new NotNull("p_a_not_null", true, false, false, null))));
		DatabaseSchema own = schema(table("public.p1").column(notNull(null)));
		DatabaseSchema named = schema(
				table("public.p1").column(notNull(new NotNull("given", true, false, true, null))));
		assertThat(compare(inherited, own)).containsExactly("EXTRA COLUMN_NOT_NULL_CONSTRAINT_CHANGED public.p1.a");
		assertThat(compare(own, inherited)).containsExactly("EXTRA COLUMN_NOT_NULL_CONSTRAINT_CHANGED public.p1.a");
		assertThat(compare(own, named)).containsExactly("EXTRA COLUMN_NOT_NULL_CONSTRAINT_CHANGED public.p1.a");
		assertThat(compare(named, own)).containsExactly("DRIFT COLUMN_NOT_NULL_CONSTRAINT_CHANGED public.p1.a");
	}

	private static Column notNull(@Nullable NotNull constraint) {
		return new Column("a", "text", null, true, constraint, null, null, null, true, null, null, Map.of(), Map.of(),
				null);
	}

	@Test
	void onlyAMissingCommentIsDrift() {
		DatabaseSchema with = schema(table("public.t").comment("rows"));
		DatabaseSchema without = schema(table("public.t"));
		assertThat(compare(with, without)).containsExactly("DRIFT TABLE_COMMENT_CHANGED public.t");
		assertThat(compare(without, with)).containsExactly("EXTRA TABLE_COMMENT_CHANGED public.t");
	}

	@Test
	void orderOfColumnsCountsOnRequest() {
		DatabaseSchema expected = schema(table("public.t").column("a", "text").column("b", "text"));
		DatabaseSchema actual = schema(table("public.t").column("b", "text").column("a", "text"));
		assertThat(compare(expected, actual)).isEmpty();
		assertThat(
				lines(SchemaComparator.compare(expected, actual, ComparisonOptions.defaults().withColumnOrder(true))))
			.containsExactly("DRIFT TABLE_COLUMN_ORDER_CHANGED public.t");
	}

	@Test
	void aRoutineIsTheSameWhateverItsArgumentsAreCalled() {
		Routine expected = routine("a integer, b character varying", "CREATE 1");
		Routine actual = routine("x integer, character varying", "CREATE 2");
		assertThat(compare(schema(expected), schema(actual)))
			.containsExactly("DRIFT FUNCTION_ARGUMENTS_CHANGED public.f(a integer, b character varying)");
		assertThat(compare(schema(routine("bit varying", "")), schema(routine("character varying", ""))))
			.containsExactly("BREAKING FUNCTION_MISSING public.f(bit varying)",
					"EXTRA FUNCTION_EXTRA public.f(character varying)");
	}

	@Test
	void excludedObjectsAndOtherSchemasAreLeftOut() {
		DatabaseSchema expected = schema(table("public.tmp_a"), table("audit.log"),
				table("public.b").column("x", "text"), table("other.c"), table("public.flyway_schema_history"));
		DatabaseSchema actual = schema(table("public.b"));
		ComparisonOptions options = ComparisonOptions.defaults()
			.withSchemas(Set.of("public", "audit"))
			.withExclude(List.of("public.tmp_*", "audit.*", "*.b.x"));
		assertThat(SchemaComparator.compare(expected, actual, options).differences()).isEmpty();
		assertThat(compare(expected, actual)).hasSize(4);
		assertThat(SchemaComparator.compare(expected, actual, ComparisonOptions.defaults().withExclude(List.of("lo?")))
			.differences()).hasSize(3);
	}

	@Test
	void textsOfExpressionsAreUnsettled() {
		DatabaseSchema expected = schema(table("public.a").constraint(Type.CHECK, "c", "CHECK (x)", "x"),
				table("public.b").constraint(Type.UNIQUE, "u", "UNIQUE (a)", "a"),
				table("public.c").constraint(Type.CHECK, "c_x_check", "CHECK (x)", "x"));
		DatabaseSchema actual = schema(table("public.a").constraint(Type.CHECK, "c", "CHECK (y)", "x"),
				table("public.b").constraint(Type.UNIQUE, "u", "UNIQUE (b)", "b"),
				table("public.c").constraint(Type.CHECK, "named", "CHECK ((x))", "x"));
		assertThat(SchemaComparator.compare(expected, actual, ComparisonOptions.defaults()).unsettled())
			.containsExactly(ObjectReference.of(ObjectKind.TABLE, QualifiedName.of("public", "a")),
					ObjectReference.of(ObjectKind.TABLE, QualifiedName.of("public", "c")));
	}

	@Test
	void whatIsKeptAsWrittenNeedsNoSecondRendering() {
		Routine one = routine("", "CREATE FUNCTION f() RETURNS integer\nAS $$ SELECT 1 $$");
		Routine other = routine("", "CREATE FUNCTION f() RETURNS integer\nAS $$ SELECT 2 $$");
		Routine standard = routine("", "CREATE FUNCTION f() RETURNS integer\nRETURN 1");
		Routine parenthesized = routine("", "CREATE FUNCTION f() RETURNS integer\nRETURN (1)");
		assertThat(unsettled(schema(one), schema(other))).isEmpty();
		assertThat(unsettled(schema(standard), schema(parenthesized))).hasSize(1);
		assertThat(unsettled(withDefault("'a'::character varying"), withDefault("'b'::character varying"))).isEmpty();
		assertThat(unsettled(withDefault("'a'::text"), withDefault("lower('A'::text)"))).hasSize(1);
	}

	private static Set<ObjectReference> unsettled(DatabaseSchema expected, DatabaseSchema actual) {
		SchemaDiff diff = SchemaComparator.compare(expected, actual, ComparisonOptions.defaults());
		assertThat(diff.differences()).hasSize(1);
		return diff.unsettled();
	}

	private static DatabaseSchema withDefault(String expression) {
		return schema(table("public.t").column(column("c", "text", false, expression)));
	}

	@Test
	void aSecondRenderingSettlesExpressionsAndNothingElse() {
		DatabaseSchema expected = schema(table("public.a").column("x", "text")
			.constraint(Type.CHECK, "c", "CHECK (x)", "x")
			.constraint(Type.CHECK, "d", "CHECK (d)", "x")
			.constraint(Type.CHECK, "a_x_check", "CHECK (e)", "x"));
		DatabaseSchema actual = schema(table("public.a").column("x", "integer")
			.constraint(Type.CHECK, "c", "CHECK ((x))", "x")
			.constraint(Type.CHECK, "d", "CHECK ((y))", "x")
			.constraint(Type.CHECK, "named", "CHECK ((e))", "x"));
		SchemaDiff first = SchemaComparator.compare(expected, actual, ComparisonOptions.defaults());
		DatabaseSchema again = schema(table("public.a").constraint(Type.CHECK, "c", "CHECK ((x))", "x")
			.constraint(Type.CHECK, "d", "CHECK ((d))", "x")
			.constraint(Type.CHECK, "a_x_check", "CHECK ((e))", "x"));
		SchemaDiff second = SchemaComparator.compare(again, actual, ComparisonOptions.defaults());
		SchemaDiff settled = first.settledBy(second);
		assertThat(lines(settled)).containsExactly("BREAKING COLUMN_TYPE_CHANGED public.a.x",
				"DRIFT CONSTRAINT_DEFINITION_CHANGED public.a.d", "EXTRA CONSTRAINT_NAME_CHANGED public.a.a_x_check");
		assertThat(settled.differences().get(1).expected()).isEqualTo("CHECK (d)");
	}

	@Test
	void nothingOfAnUncheckedSchemaIsMissing() {
		ComparisonOptions options = ComparisonOptions.defaults().withUncheckedSchemas(Set.of("reporting"));
		assertThat(SchemaComparator.compare(schema(table("reporting.a")), DatabaseSchema.empty(170000), options)
			.differences()).isEmpty();
	}

	@Test
	void aColumnMapComparesNamesOnly() {
		DatabaseSchema actual = schema(
				table("public.product").column("id", "uuid").column(column("price", "text", true, null)),
				table("public.other"));
		ColumnMap expected = ColumnMap.of(Map.of("product", Set.of("id", "name"), "users", Set.of("id")), "public");
		assertThat(lines(SchemaComparator.compare(expected, actual, ComparisonOptions.defaults()))).containsExactly(
				"BREAKING COLUMN_MISSING public.product.name", "BREAKING TABLE_MISSING public.users",
				"EXTRA TABLE_EXTRA public.other", "EXTRA COLUMN_EXTRA public.product.price");
	}

	@Test
	void codeCanBeLeftOut() {
		DatabaseSchema expected = schema(table("public.t").column(column("c", "text", true, "'secret'::text")));
		SchemaDifference missing = SchemaComparator
			.compare(expected, schema(table("public.t")), ComparisonOptions.defaults())
			.differences()
			.get(0);
		assertThat(missing.expected()).isEqualTo("text not null default 'secret'::text");
		assertThat(missing.withoutCode().expected()).isEqualTo("text not null");
		SchemaDifference changed = SchemaComparator
			.compare(expected, schema(table("public.t").column(column("c", "text", true, "'x'::text"))),
					ComparisonOptions.defaults())
			.differences()
			.get(0);
		assertThat(changed.withoutCode().expected()).isNull();
		assertThat(changed.withoutCode().actual()).isNull();
	}

	private static Identity identity(boolean always) {
		return new Identity(always, QualifiedName.of("public", "t_c_seq"), OPTIONS, false, null);
	}

	private static Sequence serial(String name) {
		return new Sequence(QualifiedName.of("public", name), OPTIONS,
				new ObjectReference(ObjectKind.COLUMN, QualifiedName.of("public", "t"), "id"), false, null);
	}

	private static SchemaObject serialTable(String sequence) {
		return table("public.t").column(column("id", "bigint", true, "nextval('public." + sequence + "'::regclass)"))
			.build();
	}

	private static Routine routine(String arguments, String definition) {
		return new Routine(ObjectKind.FUNCTION, QualifiedName.of("public", "f"), arguments, "integer", definition,
				null);
	}

	private static List<String> compare(DatabaseSchema expected, DatabaseSchema actual) {
		return lines(SchemaComparator.compare(expected, actual, ComparisonOptions.defaults()));
	}

	private static List<String> lines(SchemaDiff diff) {
		return diff.differences()
			.stream()
			.map((difference) -> difference.severity() + " " + difference.type() + " " + difference.object())
			.toList();
	}

}
