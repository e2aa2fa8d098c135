package io.github.dbadapter.schema.fix;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.source.ExpectedSchema;
import io.github.dbadapter.sql.QualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FixWordsTests {

	private static final ExpectedSchema EXPECTED = new ExpectedSchema("columns", null, null,
			Map.of("public.orders", Set.of("id", "amount", "a=b"), "public.sales", Set.of("id"), "app.sales",
					Set.of("id", "total"), "app.only", Set.of("id")),
			List.of());

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "orders.total=orders.amount|public.orders|total|amount",
					"orders.total=amount|public.orders|total|amount",
					"public.orders.total=public.orders.amount|public.orders|total|amount",
					"app.old=app.only|app.only|old|", "old=only|app.only|old|", "app.old=only|app.only|old|",
					"orders.\"x.y\"=orders.\"a=b\"|public.orders|x.y|a=b", "app.sales.sum=total|app.sales|sum|total" })
	void aRenameIsOfAColumnOrOfATable(String text, String table, String from, String to) {
		assertThat(words(List.of(), List.of(), List.of(text)).resolve(EXPECTED).renames())
			.containsExactly(new RenameHint(QualifiedName.parse(table), from, to));
	}

	@Test
	void aNameThatSeveralTablesHaveIsLeftToTheCurrentSchema() {
		assertThat(words(List.of("sales", "only"), List.of(), List.of()).resolve(EXPECTED).recreate())
			.containsExactly(QualifiedName.of("sales"), QualifiedName.of("app", "only"));
	}

	@Test
	void aValueMayHoldAnything() {
		FixOptions options = words(List.of(), List.of("orders.amount=coalesce(total, 1) = ANY ('{1,2}')"), List.of())
			.resolve(EXPECTED);
		assertThat(options.fill()).containsExactly(
				Map.entry(new ObjectReference(ObjectKind.COLUMN, QualifiedName.of("public", "orders"), "amount"),
						"coalesce(total, 1) = ANY ('{1,2}')"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "orders.amount|is not table.column=expression", "=1|is not table.column=expression",
					"orders.amount=1; DROP TABLE x|without ';'", "orders.amount=(1|must be one expression",
					"orders.amount='1|is not complete", "amount=1|is not a column", "order.amount=1|no table 'order'",
					"orders.amout=1|no column 'amout'. Did you mean 'amount'?",
					"orders.x=1|no column 'x'. Known are: a=b, amount, id",
					"order.id=1|no table 'order'. Did you mean 'public.orders'?" })
	void aValueThatCannotBeReadIsRefused(String text, String message) {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> words(List.of(), List.of(text), List.of()).resolve(EXPECTED))
			.withMessageContaining(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "old=nothing|nothing called 'nothing'", "old|is not old=new",
			"other.old=app.only|different schemas", "orders.total=orders.gone|nothing called 'orders.gone'" })
	void aRenameToNothingKnownIsRefused(String text, String message) {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> words(List.of(), List.of(), List.of(text)).resolve(EXPECTED))
			.withMessageContaining(message);
	}

	@Test
	void hazardsAreReadInEveryWriting() {
		assertThat(Hazard.parse("data-loss, TABLE_REWRITE,Locks-Reads,")).containsExactlyInAnyOrder(Hazard.DATA_LOSS,
				Hazard.TABLE_REWRITE, Hazard.LOCKS_READS);
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Hazard.parse("lock-read"))
			.withMessageContaining("Did you mean 'locks-reads'?");
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Hazard.parse("rewrite"))
			.withMessageContaining("Did you mean 'table-rewrite'?");
	}

	private static FixWords words(List<String> recreate, List<String> fill, List<String> renames) {
		return new FixWords(false, recreate, fill, renames, Map.of(), false);
	}

}
