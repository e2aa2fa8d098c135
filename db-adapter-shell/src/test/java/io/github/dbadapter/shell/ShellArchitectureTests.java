package io.github.dbadapter.shell;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.dbadapter.shell.cli.ShellCommand;
import io.github.dbadapter.shell.command.Commands;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Mixin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

class ShellArchitectureTests {

	private static final String BASE = "io.github.dbadapter.shell";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(BASE);

	@Test
	void arrowsPointOneWay() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("program")
			.definedBy(BASE)
			.layer("command")
			.definedBy(BASE + ".command")
			.layer("interactive")
			.definedBy(BASE + ".interactive")
			.layer("cli")
			.definedBy(BASE + ".cli")
			.layer("render")
			.definedBy(BASE + ".render")
			.whereLayer("program")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("command")
			.mayOnlyBeAccessedByLayers("program")
			.whereLayer("interactive")
			.mayOnlyBeAccessedByLayers("program")
			.whereLayer("cli")
			.mayOnlyBeAccessedByLayers("program", "command", "interactive")
			.check(CLASSES);
	}

	@Test
	void commandsDoNotPrintByThemselves() {
		noClasses().that()
			.resideInAPackage(BASE + ".command")
			.should()
			.accessField(System.class, "out")
			.orShould()
			.accessField(System.class, "err")
			.check(CLASSES);
	}

	/** Picocli would create every command to look at the mixins of each. */
	@Test
	void commandsHaveNoMixins() {
		fields().that()
			.areDeclaredInClassesThat()
			.resideInAPackage(BASE + ".command")
			.should()
			.notBeAnnotatedWith(Mixin.class)
			.check(CLASSES);
	}

	@Test
	void everyCommandIsListed() {
		List<String> commands = CLASSES.stream()
			.filter((type) -> type.isAssignableTo(ShellCommand.class) && !type.isInterface()
					&& !type.getModifiers().contains(JavaModifier.ABSTRACT))
			.map((type) -> type.getName())
			.toList();
		assertThat(Commands.ALL).extracting(Class::getName).containsExactlyInAnyOrderElementsOf(commands);
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(CLASSES.stream().map((type) -> type.getPackage()).distinct())
			.allMatch((javaPackage) -> javaPackage.isAnnotatedWith(NullMarked.class));
	}

}
