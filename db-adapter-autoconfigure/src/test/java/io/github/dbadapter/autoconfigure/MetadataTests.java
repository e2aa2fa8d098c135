package io.github.dbadapter.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.net.URL;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.ConfigurationProperties;

import static org.assertj.core.api.Assertions.assertThat;

class MetadataTests {

	@Test
	void everyAutoConfigurationIsListed() {
		Set<String> annotated = annotatedWith(AutoConfiguration.class);
		assertThat(annotated).isNotEmpty();
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
			.filteredOn((name) -> name.startsWith("io.github.dbadapter."))
			.containsExactlyInAnyOrderElementsOf(annotated);
	}

	@Test
	void everyPropertyHasADescriptionThatIsASentence() throws IOException {
		JsonNode metadata = read("META-INF/spring-configuration-metadata.json");
		assertThat(metadata.get("properties")
			.valueStream()
			.filter((property) -> property.get("name").asString().startsWith("db.")))
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(property.path("description").asString(""))
				.as(property.get("name").asString())
				.matches("[A-Z].+\\.")
				.doesNotStartWith("The "));
	}

	@Test
	void everyGroupOfOursHasMetadata() throws IOException {
		Set<String> groups = new TreeSet<>();
		read("META-INF/spring-configuration-metadata.json").get("groups")
			.forEach((group) -> groups.add(group.get("type").asString()));
		assertThat(groups).containsAll(annotatedWith(ConfigurationProperties.class));
	}

	@Test
	void hintsBelongToPropertiesThatExist() throws IOException {
		JsonNode metadata = read("META-INF/spring-configuration-metadata.json");
		Set<String> names = new TreeSet<>();
		metadata.get("properties").forEach((property) -> names.add(property.get("name").asString()));
		metadata.get("hints")
			.forEach((hint) -> assertThat(names)
				.contains(hint.get("name").asString().replaceAll("\\.(keys|values)$", "")));
	}

	private static Set<String> annotatedWith(Class<? extends Annotation> annotation) {
		Set<String> names = new TreeSet<>();
		new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("io.github.dbadapter")
			.stream()
			.filter((type) -> type.isAnnotatedWith(annotation))
			.forEach((type) -> names.add(type.getName()));
		return names;
	}

	private static JsonNode read(String name) throws IOException {
		URL location = DbProperties.class.getProtectionDomain().getCodeSource().getLocation();
		try (InputStream stream = URI.create(location + name).toURL().openStream()) {
			return JsonMapper.shared().readTree(stream);
		}
	}

}
