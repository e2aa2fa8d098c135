package io.github.dbadapter;

import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the arrows between packages: each may use those before it in the list, no other.
 */
class ArchitectureTests {

	private static final String BASE = "io.github.dbadapter";

	private static final List<String> PACKAGES = List.of("sql", "profile", "client", "copy", "schema",
			"schema.introspect", "schema.source", "schema.diff", "schema.validate", "backup", "backup.job",
			"schema.fix", "sync", "health", "actuate", "autoconfigure");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(BASE);

	@Test
	void aPackageUsesOnlyPackagesBeforeIt() {
		for (int i = 0; i < PACKAGES.size(); i++) {
			String[] later = PACKAGES.subList(i + 1, PACKAGES.size())
				.stream()
				.map(ArchitectureTests::qualified)
				.toArray(String[]::new);
			if (later.length > 0) {
				noClasses().that()
					.resideInAPackage(qualified(PACKAGES.get(i)))
					.should()
					.dependOnClassesThat()
					.resideInAnyPackage(later)
					.allowEmptyShould(true)
					.check(CLASSES);
			}
		}
	}

	@Test
	void everyPackageIsInTheList() {
		assertThat(packages()).map(JavaPackage::getName)
			.filteredOn((name) -> !name.equals(BASE))
			.map((name) -> name.substring(BASE.length() + 1))
			.isSubsetOf(PACKAGES);
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(packages()).allMatch((javaPackage) -> javaPackage.isAnnotatedWith(NullMarked.class));
	}

	@Test
	void onlyAutoconfigureKnowsBootConditions() {
		noClasses().that()
			.resideOutsideOfPackage(BASE + ".autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot.autoconfigure..",
					"org.springframework.boot.actuate.autoconfigure..")
			.check(CLASSES);
	}

	@Test
	void onlyTheClientKnowsSpringsDatabaseClient() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + ".client", BASE + ".autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.r2dbc.core..")
			.check(CLASSES);
	}

	@Test
	void diffingAndPlanningArePure() {
		noClasses().that()
			.resideInAnyPackage(qualified("schema"), qualified("schema.diff"))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("reactor..", "java.sql..", "org.postgresql..", "io.r2dbc..", "org.springframework..")
			.allowEmptyShould(true)
			.check(CLASSES);
	}

	@Test
	void nothingBlocks() {
		DescribedPredicate<JavaClass> publishers = JavaClass.Predicates.assignableTo("org.reactivestreams.Publisher");
		noClasses().should()
			.callMethodWhere(DescribedPredicate.describe("block on a publisher",
					(call) -> call.getName().startsWith("block") && publishers.test(call.getTargetOwner())))
			.check(CLASSES);
	}

	private static List<JavaPackage> packages() {
		return CLASSES.stream().map(JavaClass::getPackage).distinct().toList();
	}

	private static String qualified(String name) {
		return BASE + "." + name;
	}

}
