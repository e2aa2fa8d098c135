package io.github.dbadapter.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.github.dbadapter.shell.ShellHarness.Outcome;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged program as a user starts it.
 */
@PostgresTest
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {

	private static final Path LAUNCHER = Path.of(System.getProperty("launcher"));

	private final TestDatabase database;

	private final Map<String, String> environment = new HashMap<>();

	@TempDir
	private Path root;

	private Path folder;

	LauncherIT(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void createFolder() throws IOException {
		this.folder = Files.createDirectory(this.root.resolve("a folder"));
		this.environment.put("HOME", this.root.toString());
		this.environment.put("PATH", System.getenv("PATH"));
		this.environment.put("JAVA_HOME", System.getProperty("java.home"));
		this.environment.put("DB_ADAPTER_CACHE", "off");
		Files.writeString(this.folder.resolve("db.toml"), """
				[profiles.local]
				url = "%s"

				[profiles.down]
				url = "postgresql://app:s3cret-word@localhost:1/shop"
				""".formatted(this.database.url()));
	}

	@Test
	void runsFromAnyFolderThroughSymbolicLinks() throws Exception {
		Path one = Files.createSymbolicLink(this.root.resolve("one"), LAUNCHER);
		Path two = Files.createSymbolicLink(this.folder.resolve("two"), Path.of("..", one.getFileName().toString()));
		Outcome outcome = start(two, "", "counts", "--profile", "local");
		assertThat(outcome.err()).isEmpty();
		assertThat(outcome.out()).contains("local (named explicitly)", "no tables").doesNotContain("\u001b");
		assertThat(outcome.status()).isZero();
	}

	@Test
	void argumentsArriveUnharmed() throws Exception {
		String odd = "-5 'a'  \"b\" * $HOME ü";
		Outcome outcome = run("run", "--", odd);
		assertThat(outcome.err()).isEqualTo("✗ There is no file '%s'\n".formatted(odd));
		assertThat(outcome.status()).isEqualTo(2);
	}

	@Test
	void theEnvironmentChoosesTheProfileAndTheStatusIsThePrograms() throws Exception {
		this.environment.put("DB_PROFILE", "down");
		Outcome outcome = run("counts", "--output", "json");
		assertThat(outcome.status()).isEqualTo(3);
		assertThat(outcome.json().get("status").asInt()).isEqualTo(3);
		assertThat(outcome.err()).startsWith("✗ ").contains("localhost:1/shop");
		assertThat(outcome.out() + outcome.err()).doesNotContain("s3cret-word");
	}

	@Test
	void whatWasAppliedStandsInALogOfItsOwn() throws Exception {
		Files.writeString(this.folder.resolve("application.properties"), "logging.file.name=application.log\n");
		Files.writeString(this.folder.resolve("schema.sql"), "CREATE TABLE audited (id int PRIMARY KEY);\n");
		this.database.execute("DROP TABLE IF EXISTS audited");
		this.environment.put("DB_PROFILE", "local");
		assertThat(run("fix", "--schema-file", "schema.sql", "--confirm").status()).isZero();
		assertThat(this.folder.resolve("application.log")).doesNotExist();
		this.database.execute("DROP TABLE audited");
		Files.writeString(this.folder.resolve("db.toml"), "\n[shell]\nlog-file = \"logs/db-adapter.log\"\n",
				StandardOpenOption.APPEND);
		Outcome outcome = run("fix", "--schema-file", "schema.sql", "--confirm");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.err()).isEmpty();
		assertThat(this.folder.resolve("logs/db-adapter.log")).content()
			.containsPattern("Fix of local \\(localhost:\\d+/\\w+\\) by .+: plan \\w+ APPLIED, 1 statements");
		this.database.execute("DROP TABLE audited");
	}

	@Test
	void afterConnectingTheOthersNeedNoArguments() throws Exception {
		Files.writeString(this.folder.resolve("schema.sql"), "CREATE TABLE product (id int PRIMARY KEY, name text);\n");
		Files.writeString(this.folder.resolve("db.toml"),
				"\n[schema]\nfile = \"schema.sql\"\nvalidate_on_connect = true\n", StandardOpenOption.APPEND);
		this.database.execute("DROP TABLE IF EXISTS product; CREATE TABLE product (id int PRIMARY KEY)");
		this.environment.put("DB_PROFILE", "local");
		Outcome drifted = run("connect");
		assertThat(drifted.status()).isEqualTo(1);
		assertThat(drifted.out()).containsPattern("BREAKING +product.name +column missing +expected +text");
		assertThat(this.folder.resolve(".db-profile")).doesNotExist();

		this.database.execute("ALTER TABLE product ADD name text; INSERT INTO product VALUES (1), (2)");
		Outcome connected = run("connect");
		assertThat(connected.err()).isEmpty();
		assertThat(connected.status()).isZero();
		assertThat(connected.out()).containsPattern("product +2\n");
		assertThat(this.folder.resolve(".db-profile")).hasContent("local");

		this.environment.remove("DB_PROFILE");
		assertThat(run("status").out()).startsWith("local (named in .db-profile)");
		assertThat(run("profiles").out()).contains("active: local (named in .db-profile)");
		assertThat(run("validate")).satisfies((outcome) -> {
			assertThat(outcome.status()).isZero();
			assertThat(outcome.out()).contains("✓ in sync");
		});
		this.database.execute("DROP TABLE product");
	}

	@Test
	void aBrokenConfigurationIsOneLine() throws Exception {
		Files.writeString(this.folder.resolve("db.toml"), "[profiles.local\n");
		Outcome outcome = run("counts");
		assertThat(outcome.out()).isEmpty();
		assertThat(outcome.err()).startsWith("✗ ").contains("db.toml").hasLineCount(1);
		assertThat(outcome.status()).isEqualTo(2);
	}

	@Test
	void optionsForJavaAreHonoured() throws Exception {
		this.environment.put("JAVA_OPTS", "-XX:+UseParallelGC -Ddb.profile=local");
		this.environment.put("DB_ADAPTER_OPTS", "-Ddb.lock-file=other");
		Outcome outcome = run("status");
		assertThat(outcome.err()).isEmpty();
		assertThat(outcome.out()).contains("local (from db.profile)", "other, not written");
	}

	@Test
	void laterCallsUseTheCacheAndSayTheSame() throws Exception {
		Path cache = this.root.resolve("cache");
		this.environment.put("DB_ADAPTER_CACHE", cache.toString());
		Outcome first = run("profiles");
		Outcome second = run("profiles");
		await(() -> contains(cache, "app.jsa"));
		Outcome third = run("profiles");
		assertThat(first.status()).isZero();
		assertThat(first.err()).isEmpty();
		assertThat(second).isEqualTo(first);
		assertThat(third).isEqualTo(first);
	}

	@Test
	void aMissingJarIsToldWithTheCommandThatMakesIt() throws Exception {
		Path bin = Files.createDirectory(this.root.resolve("bin"));
		Outcome outcome = start(Files.copy(LAUNCHER, bin.resolve("db-adapter")), "", "status");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("there is no " + this.root.toRealPath(), "db-adapter-shell.jar", "mvnw");
		assertThat(outcome.out()).isEmpty();
	}

	@Test
	void aMissingJavaIsTold() throws Exception {
		this.environment.put("JAVA_HOME", this.root.resolve("absent").toString());
		Outcome outcome = run("status");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("there is no Java at", "Java 17");
	}

	@Test
	void anOldJavaIsToldWithoutStartingIt() throws Exception {
		Path bin = Files.createDirectories(this.root.resolve("jdk/bin"));
		Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho started\n");
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
		Files.writeString(this.root.resolve("jdk/release"), "JAVA_VERSION=\"1.8.0_402\"\n");
		this.environment.put("JAVA_HOME", this.root.resolve("jdk").toString());
		Outcome outcome = run("status");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("is Java 8", "Java 17");
		assertThat(outcome.out()).isEmpty();
	}

	@Test
	void withoutArgumentsItReadsCommandsUntilTheInputEnds() throws Exception {
		Outcome outcome = start(LAUNCHER, "counts --profile local\nnonsense\nexit\n");
		assertThat(outcome.out()).contains("no tables");
		assertThat(outcome.err()).contains("Unknown command 'nonsense'");
		assertThat(outcome.status()).isZero();
	}

	private Outcome run(String... words) throws Exception {
		return start(LAUNCHER, "", words);
	}

	private Outcome start(Path launcher, String input, String... words) throws Exception {
		List<String> command = new ArrayList<>(List.of(launcher.toString()));
		command.addAll(List.of(words));
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile());
		builder.environment().clear();
		builder.environment().putAll(this.environment);
		Process process = builder.start();
		CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
		CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
		process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
		process.getOutputStream().close();
		assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		return new Outcome(process.exitValue(), out.get(), err.get());
	}

	private static String text(InputStream stream) {
		try (stream) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private static boolean contains(Path folder, String name) {
		try (Stream<Path> files = Files.find(folder, 2, (file, attributes) -> file.endsWith(name))) {
			return files.findAny().isPresent();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static void await(BooleanSupplier condition) throws InterruptedException {
		Instant end = Instant.now().plus(Duration.ofMinutes(2));
		while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
			TimeUnit.MILLISECONDS.sleep(200);
		}
		assertThat(condition.getAsBoolean()).isTrue();
	}

}
