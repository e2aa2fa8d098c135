package io.github.dbadapter.sync;

import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.Mask;
import io.github.dbadapter.backup.Mask.Kind;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Owners, masks, cycles, tables without keys, values of unusual types.
 */
class SyncRulesTests {

	private final SyncPair pair = new SyncPair();

	@AfterEach
	void drop() {
		this.pair.close();
	}

	@Test
	void valuesThatAreEqualAndNotTheSameAreDifferences() {
		this.pair
			.both("""
					CREATE TYPE mood AS ENUM ('sad', 'ok');
					CREATE DOMAIN amount AS numeric CHECK (value >= 0);
					CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
					CREATE TABLE v (id int PRIMARY KEY, a numeric, b jsonb, c interval, d float8, e text COLLATE loose, f amount,
						g text[], h bpchar, i mood, j timestamptz, k bytea, l numeric[], m char(5), n float4, o json, p int4range,
						q time, r timetz, s inet, t bit varying, u point, w money, x xml, y uuid, z boolean);
					""");
		String row = """
				(%d, 1.0, '{"x": 1.0}', '30 days', 0, 'abc', 2.0, '{a,NULL}', 'x', 'ok', '2020-01-01 00:00:00+00', '\\x00', '{1.0}',
				'ab', 0, '{"a":1}', '[1,3)', '12:00', '12:00+00', '10.0.0.1', B'101', '(1,2)', 10.50, '<a/>',
				'6f9619ff-8b86-d011-b42d-00cf4fc964ff', true)""";
		StringBuilder rows = new StringBuilder();
		for (int i = 1; i <= 30; i++) {
			rows.append((i > 1) ? "," : "").append(row.formatted(i));
		}
		this.pair.both("INSERT INTO v VALUES " + rows);
		assertThat(this.pair.sync(SyncMode.MIRROR).hasChanges()).isFalse();
		this.pair.source.execute(
				"""
						UPDATE v SET a = 1.00 WHERE id = 1; UPDATE v SET b = '{"x": 1.00}' WHERE id = 2; UPDATE v SET c = '1 mon' WHERE id = 3;
						UPDATE v SET d = '-0' WHERE id = 4; UPDATE v SET e = 'ABC' WHERE id = 5; UPDATE v SET f = 2 WHERE id = 6;
						UPDATE v SET g = '[0:1]={a,NULL}' WHERE id = 7; UPDATE v SET h = 'x ' WHERE id = 8;
						UPDATE v SET j = 'infinity' WHERE id = 9; UPDATE v SET l = '{1}' WHERE id = 10; UPDATE v SET n = '-0' WHERE id = 11;
						UPDATE v SET o = '{"a": 1}' WHERE id = 12; UPDATE v SET r = '13:00+01' WHERE id = 13; UPDATE v SET u = '(1,2.00000000001)' WHERE id = 14;
						UPDATE v SET a = NULL WHERE id = 15; UPDATE v SET g = '{a,"NULL"}' WHERE id = 16; UPDATE v SET b = 'null' WHERE id = 17;
						UPDATE v SET i = 'sad' WHERE id = 18; UPDATE v SET d = 'NaN' WHERE id = 19; UPDATE v SET s = '10.0.0.1/24' WHERE id = 20""");
		String all = "SELECT * FROM v ORDER BY id";
		assertThat(this.pair.targetRows(all)).isNotEqualTo(this.pair.sourceRows(all));
		SyncResult result = this.pair.sync(SyncMode.OVERWRITE);
		assertThat(SyncPair.numbers(result, "v")).isEqualTo("0+ 20~ 10= 0- 0s 0f");
		assertThat(this.pair.targetRows(all)).isEqualTo(this.pair.sourceRows(all));
		this.pair.target.execute("TRUNCATE v");
		assertThat(this.pair.sync(SyncMode.SKIP).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.pair.targetRows(all)).isEqualTo(this.pair.sourceRows(all));
	}

	@Test
	void rowsOfOneOwnerComeOverAndThoseOfOthersStay() {
		this.pair
			.both("""
					CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE, name text);
					CREATE TABLE note (id serial PRIMARY KEY, user_id int NOT NULL REFERENCES users, title text NOT NULL, body text,
						UNIQUE (user_id, title));
					CREATE TABLE tag (id serial PRIMARY KEY, note_id int NOT NULL REFERENCES note ON DELETE CASCADE, name text)""");
		this.pair.source.execute("""
				INSERT INTO users (email, name) VALUES ('a', 'A'), ('b', 'B');
				INSERT INTO note (user_id, title, body) VALUES (1, 'x', '1'), (2, 'y', '2'), (2, 'z', '3');
				INSERT INTO tag (note_id, name) VALUES (1, 't1'), (2, 't2'), (3, 't3'), (3, 't4')""");
		this.pair.target.execute(
				"""
						INSERT INTO users VALUES (2, 'c', 'C'), (7, 'b', 'old');
						INSERT INTO note (id, user_id, title, body) VALUES (1, 2, 'c1', 'kept'), (2, 7, 'z', 'old'), (3, 7, 'only here', 'old');
						INSERT INTO tag (note_id, name) VALUES (1, 'kept'), (3, 'only here');
						SELECT setval('users_id_seq', 7), setval('note_id_seq', 3)""");
		SyncRequest request = SyncPair.apply(SyncMode.MIRROR).withUserId("2");
		SyncResult result = this.pair.sync(request);
		assertThat(SyncPair.numbers(result, "users")).isEqualTo("0+ 1~ 0= 0- 0s 0f");
		assertThat(SyncPair.numbers(result, "note")).isEqualTo("1+ 1~ 0= 1- 0s 0f");
		assertThat(SyncPair.numbers(result, "tag")).isEqualTo("3+ 0~ 0= 1- 0s 0f");
		String mine = """
				SELECT u.email, u.name, n.title, n.body, t.name FROM users u JOIN note n ON n.user_id = u.id
				LEFT JOIN tag t ON t.note_id = n.id WHERE u.email = 'b' ORDER BY 3, 5""";
		assertThat(this.pair.targetRows(mine)).isEqualTo(this.pair.sourceRows(mine));
		assertThat(this.pair.target.count("users WHERE id = 2 AND name = 'C'")).isOne();
		assertThat(this.pair.target.count("note WHERE body = 'kept'")).isOne();
		assertThat(this.pair.target.count("tag WHERE name = 'kept'")).isOne();
		assertThat(this.pair.target.count("users WHERE email = 'a'")).isZero();
		// a tag whose key was taken by what has been deleted gets its own key after all
		assertThat(SyncPair.numbers(this.pair.sync(request), "tag")).isEqualTo("1+ 0~ 2= 1- 0s 0f");
		assertThat(this.pair.targetRows(mine)).isEqualTo(this.pair.sourceRows(mine));
		assertThat(this.pair.sync(request).hasChanges()).isFalse();
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.pair.sync(request.withUserId("99")))
			.withMessageContaining("99");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.pair.sync(request.withUserId("ada")))
			.withMessageContaining("'ada' is no value of note.user_id");
	}

	@Test
	void maskedColumnsComeOverMaskedAndCompareAsSuch() {
		this.pair.both("CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL, phone text, note text)");
		this.pair.source.execute(
				"INSERT INTO users (email, phone, note) SELECT 'u' || n || '@firm.org', '0' || n, 'n' FROM generate_series(1, 100) n");
		SyncRequest request = SyncPair.apply(SyncMode.MIRROR)
			.withMasks(
					List.of(new Mask("users", "email", Kind.EMAIL, null), new Mask("users", "phone", Kind.NULL, null)));
		assertThat(this.pair.sync(request).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.pair.target.count("users WHERE email LIKE '%@example.com' AND phone IS NULL")).isEqualTo(100);
		assertThat(this.pair.sync(request).hasChanges()).isFalse();
		this.pair.source.execute(
				"UPDATE users SET email = 'other@firm.org', phone = 'x' WHERE id = 5; UPDATE users SET phone = 'y' WHERE id = 6");
		assertThat(SyncPair.numbers(this.pair.sync(request), "users")).isEqualTo("0+ 1~ 99= 0- 0s 0f");
		assertThat(this.pair.target.count("users WHERE email LIKE '%firm%'")).isZero();
	}

	@Test
	void treesAndCyclesFollowTheirNewKeys() {
		this.pair
			.both("""
					CREATE TABLE category (id serial PRIMARY KEY, slug text NOT NULL UNIQUE, parent_id int REFERENCES category);
					CREATE TABLE team (id serial PRIMARY KEY, name text NOT NULL UNIQUE, lead_id int NOT NULL);
					CREATE TABLE person (id serial PRIMARY KEY, name text NOT NULL UNIQUE, team_id int NOT NULL REFERENCES team);
					ALTER TABLE team ADD FOREIGN KEY (lead_id) REFERENCES person DEFERRABLE INITIALLY DEFERRED""");
		this.pair.source.execute(
				"""
						INSERT INTO category (slug, parent_id) SELECT 'c' || n, CASE WHEN n > 1 THEN n / 2 END FROM generate_series(1, 100) n;
						INSERT INTO team (name, lead_id) SELECT 't' || n, n FROM generate_series(1, 10) n;
						INSERT INTO person (name, team_id) SELECT 'p' || n, (n - 1) % 10 + 1 FROM generate_series(1, 50) n""");
		this.pair.target.execute("""
				INSERT INTO category (slug) VALUES ('mine'), ('c2'), ('c7');
				INSERT INTO team (name, lead_id) VALUES ('tx', 1); INSERT INTO person (name, team_id) VALUES ('px', 1);
				SELECT setval('category_id_seq', 3)""");
		SyncResult preview = this.pair.sync(SyncRequest.defaults().withMode(SyncMode.OVERWRITE));
		SyncResult result = this.pair.sync(SyncMode.OVERWRITE);
		assertThat(preview.tables()).isEqualTo(result.tables());
		String tree = "SELECT c.slug, p.slug FROM category c LEFT JOIN category p ON p.id = c.parent_id WHERE c.slug <> 'mine' ORDER BY 1";
		String teams = """
				SELECT t.name, l.name, p.name FROM team t JOIN person l ON l.id = t.lead_id JOIN person p ON p.team_id = t.id
				WHERE t.name <> 'tx' ORDER BY 1, 3""";
		assertThat(this.pair.targetRows(tree)).isEqualTo(this.pair.sourceRows(tree));
		assertThat(this.pair.targetRows(teams)).isEqualTo(this.pair.sourceRows(teams));
		assertThat(this.pair.sync(SyncMode.OVERWRITE).hasChanges()).isFalse();
		this.pair.source.execute(
				"UPDATE category SET parent_id = 3 WHERE slug = 'c50'; UPDATE team SET lead_id = 20 WHERE name = 't10'");
		SyncResult mirror = this.pair.sync(SyncMode.MIRROR);
		assertThat(SyncPair.numbers(mirror, "category")).isEqualTo("0+ 1~ 99= 1- 0s 0f");
		assertThat(SyncPair.numbers(mirror, "team")).isEqualTo("0+ 1~ 9= 1- 0s 0f");
		assertThat(SyncPair.numbers(mirror, "person")).isEqualTo("0+ 0~ 50= 1- 0s 0f");
		assertThat(this.pair.targetRows(tree)).isEqualTo(this.pair.sourceRows(tree));
		assertThat(this.pair.targetRows(teams)).isEqualTo(this.pair.sourceRows(teams));
	}

	@Test
	void rowsWithoutKeysAreMatchedOneToOne() {
		this.pair.both("CREATE TABLE log (at timestamptz, line text); CREATE INDEX ON log (at)");
		this.pair.source.execute(
				"""
						INSERT INTO log SELECT timestamptz '2020-01-01' + n % 50 * interval '1 day', 'l' || n % 50 FROM generate_series(1, 150) n;
						INSERT INTO log VALUES (NULL, NULL), (NULL, NULL)""");
		this.pair.sync(SyncMode.SKIP);
		String all = "SELECT * FROM log ORDER BY at, line";
		assertThat(this.pair.targetRows(all)).isEqualTo(this.pair.sourceRows(all));
		this.pair.target.execute(
				"""
						DELETE FROM log WHERE ctid = (SELECT min(ctid) FROM log WHERE line = 'l7'); INSERT INTO log VALUES (NULL, 'mine');
						INSERT INTO log SELECT * FROM log WHERE line = 'l9' LIMIT 1""");
		assertThat(SyncPair.numbers(this.pair.compare(SyncRequest.defaults()), "log")).isEqualTo("1+ 0~ 151= 2- 0s 0f");
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.OVERWRITE), "log")).isEqualTo("1+ 0~ 151= 0- 0s 0f");
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.MIRROR), "log")).isEqualTo("0+ 0~ 152= 2- 0s 0f");
		assertThat(this.pair.targetRows(all)).isEqualTo(this.pair.sourceRows(all));
	}

	@Test
	void compositeKeysNaturalReferencesAndOddNames() {
		this.pair
			.both("""
					CREATE SCHEMA "Odd Name";
					CREATE TABLE "Odd Name"."Tenant's" (id serial PRIMARY KEY, "the name" text NOT NULL UNIQUE);
					CREATE TABLE account (tenant_id int REFERENCES "Odd Name"."Tenant's", no serial, email text NOT NULL,
						PRIMARY KEY (tenant_id, no), UNIQUE (tenant_id, email));
					CREATE TABLE entry (id serial PRIMARY KEY, tenant_id int NOT NULL, account_no int NOT NULL, payer text, "100%" text,
						FOREIGN KEY (tenant_id, account_no) REFERENCES account, payer_tenant int,
						FOREIGN KEY (payer_tenant, payer) REFERENCES account (tenant_id, email))""");
		this.pair.source.execute(
				"""
						INSERT INTO "Odd Name"."Tenant's" ("the name") VALUES ('t1'), ('t2');
						INSERT INTO account (tenant_id, email) VALUES (1, 'a'), (2, 'a'), (2, 'b');
						INSERT INTO entry (tenant_id, account_no, payer, payer_tenant, "100%") VALUES (1, 1, 'b', 2, '%d'), (2, 3, NULL, NULL, '\\')""");
		this.pair.target.execute("""
				INSERT INTO "Odd Name"."Tenant's" ("the name") VALUES ('zz'), ('t1');
				INSERT INTO account (tenant_id, email) VALUES (1, 'zz'), (2, 'zz');
				INSERT INTO entry (tenant_id, account_no) VALUES (1, 1)""");
		SyncResult result = this.pair.sync(SyncMode.OVERWRITE);
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		String entries = """
				SELECT t."the name", a.email, p."the name", e.payer, e."100%" FROM entry e
				JOIN account a ON (a.tenant_id, a.no) = (e.tenant_id, e.account_no) JOIN "Odd Name"."Tenant's" t ON t.id = a.tenant_id
				LEFT JOIN "Odd Name"."Tenant's" p ON p.id = e.payer_tenant WHERE t."the name" <> 'zz' ORDER BY 1, 2""";
		assertThat(this.pair.targetRows(entries)).isEqualTo(this.pair.sourceRows(entries));
		assertThat(this.pair.sync(SyncMode.OVERWRITE).hasChanges()).isFalse();
		assertThat(this.pair.sync(SyncMode.MIRROR).hasChanges()).isTrue();
		assertThat(this.pair.target.count("entry")).isEqualTo(2);
		assertThat(this.pair.target.count("account")).isEqualTo(3);
	}

	@Test
	void partitionsGeneratedAndIdentityColumns() {
		this.pair
			.both("""
					CREATE TABLE metric (id bigint GENERATED ALWAYS AS IDENTITY, day date NOT NULL, value int, twice int GENERATED ALWAYS AS (value * 2) STORED,
						PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
					CREATE TABLE metric_1 PARTITION OF metric FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
					CREATE TABLE metric_2 PARTITION OF metric FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')""");
		this.pair.source
			.execute("INSERT INTO metric (day, value) SELECT date '2020-06-01' + n, n FROM generate_series(1, 500) n");
		assertThat(this.pair.sync(SyncMode.SKIP).outcome()).isEqualTo(Outcome.COMMITTED);
		String all = "SELECT * FROM metric ORDER BY id";
		assertThat(this.pair.targetRows(all)).isEqualTo(this.pair.sourceRows(all));
		this.pair.source.execute("UPDATE metric SET value = -1 WHERE id = 3; DELETE FROM metric WHERE id = 400");
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.MIRROR), "metric")).isEqualTo("0+ 1~ 498= 1- 0s 0f");
		assertThat(this.pair.targetRows(all)).isEqualTo(this.pair.sourceRows(all));
	}

	@Test
	void typesThatDifferAreComparedAsTheTargetsOwn() {
		this.pair.source.execute("CREATE TABLE t (id int PRIMARY KEY, n numeric(10, 2), v varchar(20), w int)");
		this.pair.target.execute("CREATE TABLE t (id bigint PRIMARY KEY, n numeric(10, 3), v text, w bigint)");
		this.pair.source.execute("INSERT INTO t SELECT n, n / 4.0, 'v' || n, n FROM generate_series(1, 1000) n");
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.SKIP), "t")).isEqualTo("1000+ 0~ 0= 0- 0s 0f");
		assertThat(this.pair.sync(SyncMode.MIRROR).hasChanges()).isFalse();
		this.pair.source.execute("UPDATE t SET n = 7 WHERE id = 9");
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.OVERWRITE), "t")).isEqualTo("0+ 1~ 999= 0- 0s 0f");
	}

	@Test
	void aTriggerThatChangesRowsIsFoundAndNothingIsKept() {
		this.pair.both("CREATE TABLE t (id int PRIMARY KEY, v text)");
		this.pair.target.execute(
				"""
						CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.v = upper(NEW.v); RETURN NEW; END $$;
						CREATE TRIGGER shout BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION shout()""");
		this.pair.source.execute("INSERT INTO t VALUES (1, 'a'), (2, 'B')");
		assertThatExceptionOfType(SyncVerificationException.class).isThrownBy(() -> this.pair.sync(SyncMode.SKIP))
			.satisfies((failure) -> assertThat(failure.getTables()).singleElement().asString().startsWith("t (1 rows"));
		assertThat(this.pair.target.count("t")).isZero();
		this.pair.target.execute("ALTER TABLE t DISABLE TRIGGER shout");
		assertThat(this.pair.sync(SyncMode.SKIP).outcome()).isEqualTo(Outcome.COMMITTED);
		this.pair.target.execute(
				"""
						CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE t SET v = 'meddled' WHERE id = 2; RETURN NULL; END $$;
						CREATE TRIGGER meddle AFTER INSERT ON t FOR EACH STATEMENT EXECUTE FUNCTION meddle()""");
		this.pair.source.execute("INSERT INTO t SELECT n, 'more' FROM generate_series(3, 3) n");
		assertThatExceptionOfType(SyncVerificationException.class).isThrownBy(() -> this.pair.sync(SyncMode.SKIP));
		assertThat(this.pair.target.count("t")).isEqualTo(2);
	}

	@Test
	void whatIsNotPartIsLookedUpByNaturalKey() {
		this.pair
			.both("""
					CREATE TABLE country (id serial PRIMARY KEY, code text NOT NULL UNIQUE);
					CREATE TABLE note (id serial PRIMARY KEY, user_id text NOT NULL, title text NOT NULL, country_id int REFERENCES country,
						UNIQUE (user_id, title))""");
		this.pair.source.execute("""
				INSERT INTO country (code) VALUES ('DE'), ('FR'), ('IT');
				INSERT INTO note (user_id, title, country_id) VALUES ('a', 'x', 1), ('a', 'y', 3), ('b', 'z', 2)""");
		this.pair.target.execute("INSERT INTO country VALUES (1, 'IT'), (9, 'DE')");
		SyncRequest request = SyncPair.apply(SyncMode.MIRROR).withUserId("a");
		assertThat(SyncPair.numbers(this.pair.sync(request), "note")).isEqualTo("2+ 0~ 0= 0- 0s 0f");
		String rows = "SELECT n.title, c.code FROM note n JOIN country c ON c.id = n.country_id WHERE user_id = 'a' ORDER BY 1";
		assertThat(this.pair.targetRows(rows)).isEqualTo(this.pair.sourceRows(rows));
		assertThat(this.pair.target.count("country")).isEqualTo(2);
		assertThat(this.pair.sync(request).hasChanges()).isFalse();
		this.pair.source.execute("UPDATE note SET country_id = 1 WHERE title = 'y'");
		assertThat(SyncPair.numbers(this.pair.sync(request), "note")).isEqualTo("0+ 1~ 1= 0- 0s 0f");
		assertThat(this.pair.targetRows(rows)).isEqualTo(this.pair.sourceRows(rows));
	}

	@Test
	void comparingWritesNothingAndCountsWhatRefersToNewRows() {
		this.pair
			.both("""
					CREATE TABLE tenant (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
					CREATE TABLE account (id serial PRIMARY KEY, tenant_id int NOT NULL REFERENCES tenant, email text NOT NULL, UNIQUE (tenant_id, email));
					CREATE TABLE entry (id serial PRIMARY KEY, tenant_id int NOT NULL, email text NOT NULL,
						FOREIGN KEY (tenant_id, email) REFERENCES account (tenant_id, email))""");
		this.pair.source.execute(
				"""
						INSERT INTO tenant (name) VALUES ('t1'), ('t2'); INSERT INTO account (tenant_id, email) VALUES (1, 'a'), (2, 'b');
						INSERT INTO entry (tenant_id, email) VALUES (1, 'a'), (2, 'b'), (2, 'b')""");
		this.pair.target.execute("INSERT INTO tenant (name) VALUES ('mine')");
		this.pair.target.execute("ALTER TABLE entry ADD CONSTRAINT never CHECK (email <> 'b')");
		SyncResult comparison = this.pair.compare(SyncRequest.defaults());
		assertThat(SyncPair.numbers(comparison, "tenant")).isEqualTo("2+ 0~ 0= 1- 0s 0f");
		assertThat(SyncPair.numbers(comparison, "account")).isEqualTo("2+ 0~ 0= 0- 0s 0f");
		assertThat(SyncPair.numbers(comparison, "entry")).isEqualTo("3+ 0~ 0= 0- 0s 0f");
		assertThat(this.pair.target.count("tenant")).isOne();
	}

	@Test
	void aUniqueValueIsFreedBeforeItIsNeeded() {
		this.pair.both("CREATE TABLE t (code text PRIMARY KEY, place int UNIQUE)");
		this.pair.source.execute("INSERT INTO t VALUES ('a', 1), ('b', 2)");
		this.pair.target.execute("INSERT INTO t VALUES ('a', 1), ('old', 2)");
		assertThat(this.pair.sync(SyncMode.OVERWRITE).outcome()).isEqualTo(Outcome.ROLLED_BACK);
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.MIRROR), "t")).isEqualTo("1+ 0~ 1= 1- 0s 0f");
		assertThat(this.pair.targetRows("SELECT * FROM t ORDER BY 1")).isEqualTo("a\t1\nb\t2\n");
	}

	/**
	 * Servers that do not hash alike, such as those of different versions, use a hash of
	 * text.
	 */
	@Test
	void databasesThatDoNotHashAlikeAreComparedByText() {
		String name = this.pair.source.name() + "_latin";
		this.pair.source.execute(
				"CREATE DATABASE %s ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0".formatted(name));
		String url = this.pair.source.url().replace("/" + this.pair.source.name(), "/" + name);
		TestDatabase latin = TestDatabase.of(this.pair.source.parameters().withDatabase(name));
		try {
			this.pair.profile("source", url, false);
			String schema = """
					CREATE TABLE p (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
					CREATE TABLE t (id serial PRIMARY KEY, p_id int REFERENCES p, v text, n numeric, d timestamptz, j jsonb, f float8)""";
			latin.execute(schema);
			this.pair.target.execute(schema);
			latin.execute(
					"""
							INSERT INTO p (name) SELECT 'Fran\u00e7oise ' || n FROM generate_series(1, 100) n;
							INSERT INTO t (p_id, v, n, d, j, f) SELECT n % 100 + 1, E'\u00fc\t\\\\' || n, n / 7.0, now(), '{"a": 1.0}', n / 3.0
							FROM generate_series(1, 1000) n""");
			this.pair.target.execute("INSERT INTO p VALUES (1, 'mine'), (200, 'Fran\u00e7oise 3')");
			assertThat(this.pair.sync(SyncMode.OVERWRITE).outcome()).isEqualTo(Outcome.COMMITTED);
			String rows = "SELECT p.name, v, n, d, j, f FROM t JOIN p ON p.id = t.p_id ORDER BY n";
			assertThat(this.pair.targetRows(rows)).isEqualTo(SyncPair.rows(latin, rows));
			assertThat(this.pair.sync(SyncMode.OVERWRITE).hasChanges()).isFalse();
			latin.execute("UPDATE t SET n = n + 1, j = '{\"a\": 1.00}' WHERE id IN (7, 8); DELETE FROM t WHERE id = 9");
			assertThat(SyncPair.numbers(this.pair.sync(SyncMode.MIRROR), "t")).isEqualTo("0+ 2~ 997= 1- 0s 0f");
			assertThat(this.pair.targetRows(rows)).isEqualTo(SyncPair.rows(latin, rows));
			assertThat(this.pair.target.count("p WHERE name = 'mine'")).isZero();
		}
		finally {
			latin.close();
		}
	}

	@Test
	void keysAndTheirPropertiesSurviveAFirstCopy() {
		this.pair
			.both("""
					CREATE TABLE a (id int PRIMARY KEY, x int NOT NULL, y text, UNIQUE (x, y) DEFERRABLE INITIALLY DEFERRED);
					CREATE TABLE b (id int CONSTRAINT "Odd" PRIMARY KEY, a_id int REFERENCES a ON DELETE CASCADE, z int, UNIQUE (z) INCLUDE (a_id));
					ALTER TABLE b REPLICA IDENTITY USING INDEX "Odd"; COMMENT ON CONSTRAINT "a_pkey" ON a IS 'the key';
					CREATE UNIQUE INDEX part ON b (a_id) WHERE z > 5; CREATE VIEW v AS SELECT id, y FROM a GROUP BY id""");
		this.pair.source.execute(
				"INSERT INTO a SELECT n, n, 'y' FROM generate_series(1, 100) n; INSERT INTO b SELECT n, n, n FROM generate_series(1, 100) n");
		String catalog = """
				SELECT conrelid::regclass, conname, pg_get_constraintdef(c.oid), obj_description(c.oid, 'pg_constraint'), i.indisreplident,
					i.indisprimary, pg_get_indexdef(i.indexrelid) FROM pg_constraint c LEFT JOIN pg_index i ON i.indexrelid = c.conindid
				WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2""";
		String columns = "SELECT attrelid::regclass, attname, attnotnull FROM pg_attribute WHERE attrelid IN ('a'::regclass, 'b'::regclass) ORDER BY 1, 2";
		String indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1";
		String before = this.pair.targetRows(catalog) + this.pair.targetRows(columns) + this.pair.targetRows(indexes);
		SyncResult result = this.pair.sync(SyncMode.SKIP);
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(SyncPair.numbers(result, "b")).isEqualTo("100+ 0~ 0= 0- 0s 0f");
		assertThat(this.pair.targetRows(catalog) + this.pair.targetRows(columns) + this.pair.targetRows(indexes))
			.isEqualTo(before);
	}

}
