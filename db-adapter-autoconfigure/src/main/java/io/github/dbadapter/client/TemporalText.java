package io.github.dbadapter.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Writes dates and times as PostgreSQL reads them, and reads its ISO output. Infinity is
 * the largest and the smallest value of the Java type.
 */
final class TemporalText {

	private static final String INFINITY = "infinity";

	private static final String MINUS_INFINITY = "-infinity";

	private TemporalText() {
	}

	/**
	 * Writes a date or time.
	 * @param value any value
	 * @return its text, or {@code null} if the value is none
	 */
	static @Nullable String write(Object value) {
		if (value instanceof LocalDate date) {
			return orInfinity(date.equals(LocalDate.MAX), date.equals(LocalDate.MIN), () -> date(date, ""));
		}
		if (value instanceof LocalDateTime dateTime) {
			return orInfinity(dateTime.equals(LocalDateTime.MAX), dateTime.equals(LocalDateTime.MIN),
					() -> date(dateTime.toLocalDate(), "T" + dateTime.toLocalTime()));
		}
		if (value instanceof OffsetDateTime dateTime) {
			return orInfinity(dateTime.equals(OffsetDateTime.MAX), dateTime.equals(OffsetDateTime.MIN),
					() -> date(dateTime.toLocalDate(), "T" + dateTime.toLocalTime() + dateTime.getOffset()));
		}
		if (value instanceof ZonedDateTime dateTime) {
			return write(dateTime.toOffsetDateTime());
		}
		if (value instanceof Instant instant) {
			return orInfinity(instant.equals(Instant.MAX), instant.equals(Instant.MIN),
					() -> String.valueOf(write(instant.atOffset(ZoneOffset.UTC))));
		}
		if (value instanceof LocalTime || value instanceof OffsetTime) {
			return value.toString();
		}
		if (value instanceof java.sql.Date date) {
			return write(date.toLocalDate());
		}
		if (value instanceof java.sql.Time time) {
			return write(time.toLocalTime());
		}
		if (value instanceof Date date) {
			return write(date.toInstant());
		}
		return (value instanceof Calendar calendar) ? write(calendar.toInstant()) : null;
	}

	private static String orInfinity(boolean infinite, boolean minusInfinite, Supplier<String> finite) {
		return infinite ? INFINITY : minusInfinite ? MINUS_INFINITY : finite.get();
	}

	/** Java's year 0 is PostgreSQL's 1 BC. */
	private static String date(LocalDate date, String rest) {
		int year = date.getYear();
		StringBuilder text = new StringBuilder(32);
		digits(text, (year > 0) ? year : 1 - year, 4).append('-');
		digits(text, date.getMonthValue(), 2).append('-');
		digits(text, date.getDayOfMonth(), 2).append(rest);
		return ((year > 0) ? text : text.append(" BC")).toString();
	}

	private static StringBuilder digits(StringBuilder text, int number, int width) {
		String digits = Integer.toString(number);
		return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
	}

	static Object readDate(String text) {
		if (text.equals(INFINITY)) {
			return LocalDate.MAX;
		}
		return text.equals(MINUS_INFINITY) ? LocalDate.MIN : read(text, Reader::date);
	}

	static Object readTime(String text) {
		return read(text, Reader::time);
	}

	static Object readOffsetTime(String text) {
		return read(text, (reader) -> OffsetTime.of(reader.time(), reader.offset()));
	}

	static Object readTimestamp(String text) {
		if (text.equals(INFINITY)) {
			return LocalDateTime.MAX;
		}
		return text.equals(MINUS_INFINITY) ? LocalDateTime.MIN : read(text, (reader) -> {
			LocalDate date = reader.date();
			return LocalDateTime.of(date, reader.separator().time());
		});
	}

	static Object readOffsetTimestamp(String text) {
		if (text.equals(INFINITY)) {
			return OffsetDateTime.MAX;
		}
		return text.equals(MINUS_INFINITY) ? OffsetDateTime.MIN : read(text, (reader) -> {
			LocalDate date = reader.date();
			return OffsetDateTime.of(date, reader.separator().time(), reader.offset());
		});
	}

	/**
	 * What Java cannot hold (24:00:00) or another DateStyle has formatted stays text.
	 */
	private static Object read(String text, Function<Reader, Object> how) {
		Reader reader = new Reader(text);
		try {
			Object value = how.apply(reader);
			return reader.isAtEnd() ? value : text;
		}
		catch (DateTimeException | IndexOutOfBoundsException ex) {
			return text;
		}
	}

	/** Goes through the text once, without regular expressions or formatters. */
	private static final class Reader {

		private final String text;

		private final int end;

		private int at;

		Reader(String text) {
			this.text = text;
			this.end = text.endsWith(" BC") ? text.length() - 3 : text.length();
		}

		LocalDate date() {
			int year = number();
			int month = skip('-').number();
			int day = skip('-').number();
			return LocalDate.of((this.end < this.text.length()) ? 1 - year : year, month, day);
		}

		LocalTime time() {
			int hour = number();
			int minute = skip(':').number();
			int second = 0;
			int nano = 0;
			if (peek() == ':') {
				second = skip(':').number();
				if (peek() == '.') {
					nano = skip('.').fraction();
				}
			}
			return LocalTime.of(hour, minute, second, nano);
		}

		ZoneOffset offset() {
			int sign = (peek() == '-') ? -1 : 1;
			int seconds = skip((sign == 1) ? '+' : '-').number() * 3600;
			if (peek() == ':') {
				seconds += skip(':').number() * 60;
			}
			if (peek() == ':') {
				seconds += skip(':').number();
			}
			return ZoneOffset.ofTotalSeconds(sign * seconds);
		}

		/** A blank in the server's own text, a T in its JSON. */
		Reader separator() {
			return skip((peek() == 'T') ? 'T' : ' ');
		}

		private int number() {
			int start = this.at;
			int number = 0;
			while (this.at < this.end && isDigit(this.text.charAt(this.at))) {
				number = number * 10 + this.text.charAt(this.at++) - '0';
			}
			if (this.at == start) {
				throw new DateTimeException("No number");
			}
			return number;
		}

		private int fraction() {
			int nano = 0;
			int scale = 100_000_000;
			while (this.at < this.end && isDigit(this.text.charAt(this.at))) {
				nano += (this.text.charAt(this.at++) - '0') * scale;
				scale /= 10;
			}
			return nano;
		}

		private char peek() {
			return (this.at < this.end) ? this.text.charAt(this.at) : 0;
		}

		private Reader skip(char expected) {
			if (peek() != expected) {
				throw new DateTimeException("Not ISO");
			}
			this.at++;
			return this;
		}

		private boolean isAtEnd() {
			return this.at == this.end;
		}

		private static boolean isDigit(char character) {
			return character >= '0' && character <= '9';
		}

	}

}
