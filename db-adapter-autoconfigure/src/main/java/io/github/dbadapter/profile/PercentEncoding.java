package io.github.dbadapter.profile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Percent-encoding as in RFC 3986, of UTF-8; a plus sign stands for itself.
 */
final class PercentEncoding {

	private PercentEncoding() {
	}

	/**
	 * Decodes a text.
	 * @param text the encoded text
	 * @return the decoded text, or empty if an escape is incomplete, yields NUL or bytes
	 * that are not UTF-8
	 */
	static Optional<String> decode(String text) {
		byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
		ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
		for (int at = 0; at < encoded.length; at++) {
			if (encoded[at] != '%') {
				decoded.put(encoded[at]);
				continue;
			}
			int high = (at + 2 < encoded.length) ? Character.digit(encoded[at + 1], 16) : -1;
			int low = (at + 2 < encoded.length) ? Character.digit(encoded[at + 2], 16) : -1;
			if (high < 0 || low < 0 || high + low == 0) {
				return Optional.empty();
			}
			decoded.put((byte) (high * 16 + low));
			at += 2;
		}
		try {
			return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString());
		}
		catch (CharacterCodingException ex) {
			return Optional.empty();
		}
	}

}
