package io.github.dbadapter.schema.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.dbadapter.sql.QualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Texts hold remedies as such, and whoever reads them has his own words.
 */
class RemedyTextTests {

	private static final RemedyText TEXT = RemedyText.format("%s uses it: %s, or %s", "100 %s of t", Remedy.ONLINE,
			Remedy.recreate(QualifiedName.of("public", "t")));

	@Test
	void remediesAreNamedByTheReader() {
		assertThat(TEXT.in((remedy) -> remedy.kind() + "<" + remedy.subject() + ">"))
			.isEqualTo("100 %s of t uses it: ONLINE<>, or RECREATE<public.t>");
		assertThat(TEXT).hasToString(
				"100 %s of t uses it: FixWords.withOnline(true), or FixWords.withRecreate(List.of(\"public.t\"))");
		assertThat(RemedyText.join("; ", List.of(TEXT, RemedyText.of("b"))).in((remedy) -> "x"))
			.isEqualTo("100 %s of t uses it: x, or x; b");
		assertThat(RemedyText.format("%s. %s", TEXT.map((text) -> text.replace("uses", "has")), 1).in((remedy) -> "x"))
			.isEqualTo("100 %s of t has it: x, or x. 1");
	}

	@Test
	void everyPlaceTakesOneArgument() {
		assertThatIllegalArgumentException().isThrownBy(() -> RemedyText.format("%s and %s", Remedy.ONLINE));
		assertThatIllegalArgumentException().isThrownBy(() -> RemedyText.format("nothing", Remedy.ONLINE));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RemedyText(List.of("before"), List.of(Remedy.ONLINE)));
	}

	@Test
	void aSavedTextIsForAnyReader() {
		for (RemedyText text : List.of(TEXT, RemedyText.of("plain"), RemedyText.format("%s", Remedy.DROP_EXTRA))) {
			assertThat(RemedyTextJson.read(RemedyTextJson.write(text))).isEqualTo(text);
		}
		assertThat(RemedyTextJson.write(RemedyText.format("without %s it stays", Remedy.DROP_EXTRA)))
			.hasToString("[\"without \",{\"remedy\":\"DROP_EXTRA\"},\" it stays\"]");
		assertThat(RemedyTextJson.write(RemedyText.of("plain"))).hasToString("\"plain\"");
	}

	@Test
	void hazardsToAllowCanBeReadAgain() {
		Set<Hazard> all = EnumSet.allOf(Hazard.class);
		assertThat(Hazard.parse(Remedy.allow(all).subject())).isEqualTo(all);
	}

	@ParameterizedTest
	@EnumSource
	void callsAreThereToBeMade(Remedy.Kind kind) {
		Matcher call = Pattern.compile("^(FixWords|FixApproval)\\.(with\\w+)\\(")
			.matcher(RemedyWords.CALLS.of(new Remedy(kind, "t")));
		assertThat(call.find()).isTrue();
		assertThat((call.group(1).equals("FixWords") ? FixWords.class : FixApproval.class).getMethods())
			.anyMatch((method) -> method.getName().equals(call.group(2)));
	}

	/** Those who send requests, or program with the library, have no options. */
	@Test
	void theLibraryNamesNoOptionOfTheProgram() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			List<String> named = files.filter((file) -> file.toString().endsWith(".java"))
				.flatMap(RemedyTextTests::lines)
				.filter((line) -> Fixes.OPTION.matcher(line.replaceAll("(?:db-adapter \\w+ |pg_dump )--|--this\\.", ""))
					.find())
				.toList();
			assertThat(named).isEmpty();
		}
	}

	private static Stream<String> lines(Path file) {
		try {
			return Arrays.stream(Files.readString(file).split("\n"))
				.filter((line) -> !line.strip().startsWith("*") && !line.strip().startsWith("//"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
