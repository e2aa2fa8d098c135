package io.github.dbadapter.shell.render;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableTests {

	@Test
	void columnsAreAlignedWithoutTrailingBlanks() {
		Table table = new Table().right(1).heading("table", "rows").row("orders", "3,120").row("b", "7");
		assertThat(print(table, 80, false)).isEqualTo("""
				table     rows
				orders   3,120
				b            7
				""");
	}

	@Test
	void aLongLastColumnWrapsBelowItself() {
		Table table = new Table().row("a", "one two three four five six seven");
		assertThat(print(table, 24, false)).isEqualTo("""
				a   one two three four
				    five six seven
				""");
	}

	@Test
	void aWordThatIsLongerThanTheColumnIsBrokenAndNotLost() {
		Table table = new Table().row("a", "x".repeat(45));
		assertThat(print(table, 10, false).replaceAll("[^x]", "")).hasSize(45);
	}

	@Test
	void wideCharactersCountAsTwoColumns() {
		Table table = new Table().row("表", "|").row("ab", "|");
		assertThat(print(table, 80, false)).isEqualTo("表   |\nab   |\n");
	}

	@Test
	void theLastCellOfAShortRowDoesNotWidenItsColumn() {
		Table table = new Table().row("a", "b", "c").row("a", "a long remark");
		assertThat(print(table, 80, false)).isEqualTo("a   b   c\na   a long remark\n");
	}

	@Test
	void coloursDoNotShiftColumns() {
		Table table = new Table().row(Tone.BAD.of("BREAKING"), Tone.PLAIN.of("x"))
			.row(Tone.WARN.of("DRIFT"), Tone.PLAIN.of("y"));
		assertThat(print(table, 80, true)).contains("\u001b[")
			.satisfies((coloured) -> assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
				.isEqualTo("BREAKING   x\nDRIFT      y\n"));
	}

	@Test
	void namesCannotControlTheTerminal() {
		Table table = new Table().row("evil\u001b[2J", "line\nend\u202e");
		assertThat(print(table, 80, false)).isEqualTo("evil\\u001b[2J   line\\u000aend\\u202e\n");
	}

	private static String print(Table table, int width, boolean colour) {
		StringWriter text = new StringWriter();
		new Screen(new PrintWriter(text), colour, width).table(table);
		return text.toString();
	}

}
