package io.github.dbadapter.copy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import tools.jackson.core.io.JsonStringEncoder;

/**
 * What a string of a backup stands for. Files of the Python library hold what
 * {@code str()} made of the driver's values, which PostgreSQL reads as it is with the
 * exceptions given here.
 *
 * @since 0.1.0
 */
public enum TextReading {

	/** PostgreSQL's own text. */
	EXACT {

		@Override
		String read(String text) {
			return text;
		}

	},

	/** {@code b'…'}, a Python bytes literal, for bytea. */
	PYTHON_BYTES {

		@Override
		String read(String text) {
			return PythonBytes.isLiteral(text) ? "\\x" + HexFormat.of().formatHex(PythonBytes.decode(text)) : text;
		}

	},

	/** {@code <Range [1, 5)>} or {@code <BitString 101>}, for ranges and bit strings. */
	PYTHON_REPRESENTATION {

		@Override
		String read(String text) {
			int space = text.indexOf(' ');
			if (!text.startsWith("<") || !text.endsWith(">") || space < 0) {
				return text;
			}
			return text.substring(space + 1, text.length() - 1)
				.replace("[None,", "(,")
				.replace("(None,", "(,")
				.replace(", None)", ",)")
				.replace(", None]", ",)");
		}

	},

	/** A JSON document, or a string that is to become one, for json and jsonb. */
	DOCUMENT_OR_STRING {

		@Override
		String read(String text) {
			return JsonDocuments.isDocument(text) ? text
					: '"' + new String(JsonStringEncoder.getInstance().quoteAsUTF8(text), StandardCharsets.UTF_8) + '"';
		}

	};

	abstract String read(String text);

}
