package io.github.dbadapter.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;

import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL types of Java values whose column is not known, as in a statement that
 * the caller has written. Text, lists and maps get none, so that the server takes the
 * type from where the parameter stands.
 */
final class NaturalTypes {

	private static final Map<Class<?>, PostgresqlObjectId> TYPES = Map.ofEntries(
			Map.entry(Short.class, PostgresqlObjectId.INT2), Map.entry(Byte.class, PostgresqlObjectId.INT2),
			Map.entry(Integer.class, PostgresqlObjectId.INT4), Map.entry(Long.class, PostgresqlObjectId.INT8),
			Map.entry(Float.class, PostgresqlObjectId.FLOAT4), Map.entry(Double.class, PostgresqlObjectId.FLOAT8),
			Map.entry(BigDecimal.class, PostgresqlObjectId.NUMERIC),
			Map.entry(BigInteger.class, PostgresqlObjectId.NUMERIC), Map.entry(Boolean.class, PostgresqlObjectId.BOOL),
			Map.entry(UUID.class, PostgresqlObjectId.UUID), Map.entry(byte[].class, PostgresqlObjectId.BYTEA),
			Map.entry(LocalDate.class, PostgresqlObjectId.DATE), Map.entry(LocalTime.class, PostgresqlObjectId.TIME),
			Map.entry(OffsetTime.class, PostgresqlObjectId.TIMETZ),
			Map.entry(LocalDateTime.class, PostgresqlObjectId.TIMESTAMP),
			Map.entry(OffsetDateTime.class, PostgresqlObjectId.TIMESTAMPTZ),
			Map.entry(ZonedDateTime.class, PostgresqlObjectId.TIMESTAMPTZ),
			Map.entry(Instant.class, PostgresqlObjectId.TIMESTAMPTZ),
			Map.entry(Duration.class, PostgresqlObjectId.INTERVAL),
			Map.entry(Period.class, PostgresqlObjectId.INTERVAL));

	private NaturalTypes() {
	}

	static PostgresqlObjectId of(@Nullable Object value) {
		return (value != null) ? TYPES.getOrDefault(value.getClass(), PostgresqlObjectId.UNSPECIFIED)
				: PostgresqlObjectId.UNSPECIFIED;
	}

}
