package io.github.dbadapter.copy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CopyJsonEncoder} and {@link ByteScan}.
 */
class CopyJsonEncoderTests {

	private static final String LETTERS = "abcdefghijkl0123\\\"\t\n\r\b\f\u000b\u0001\u001f\u007f ~é√😀";

	private final Random random = new Random(7);

	@Test
	void textsOfEveryLengthComeBackTheSame() {
		JsonMapper mapper = JsonMapper.shared();
		for (int round = 0; round < 20_000; round++) {
			List<String> texts = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				texts.add(text());
			}
			CopyJsonEncoder encoder = new CopyJsonEncoder(List.of("a", "b", "c", "n"),
					List.of(ValueEncoding.TEXT, ValueEncoding.TEXT, ValueEncoding.TEXT, ValueEncoding.NUMBER));
			String row = String.join("\t", texts.stream().map(CopyJsonEncoderTests::copyText).toList()) + "\t" + round
					+ "\n";
			GrowableBytes out = new GrowableBytes(16);
			encoder.encode(row.getBytes(StandardCharsets.UTF_8), out);
			JsonNode json = mapper.readTree(out.array(), 0, out.size());
			assertThat(List.of(json.get("a").asString(), json.get("b").asString(), json.get("c").asString()))
				.isEqualTo(texts);
			assertThat(json.get("n").intValue()).isEqualTo(round);
		}
	}

	@Test
	void jsonbDocumentsStayAsTheyAre() {
		JsonMapper mapper = JsonMapper.shared();
		CopyJsonEncoder encoder = new CopyJsonEncoder(List.of("document", "n"),
				List.of(ValueEncoding.JSON, ValueEncoding.NUMBER));
		for (int round = 0; round < 20_000; round++) {
			JsonNode document = mapper.valueToTree(Map.of(text(), List.of(text(), round, Map.of(text(), text()))));
			String row = copyText(document.toString()) + "\t" + round + "\n";
			GrowableBytes out = new GrowableBytes(16);
			encoder.encode(row.getBytes(StandardCharsets.UTF_8), out);
			JsonNode json = mapper.readTree(out.array(), 0, out.size());
			assertThat(json.get("document")).isEqualTo(document);
			assertThat(json.get("n").intValue()).isEqualTo(round);
		}
	}

	@Test
	void scansFindWhatLookingAtEveryByteFinds() {
		byte[] bytes = new byte[64];
		for (int round = 0; round < 100_000; round++) {
			for (int i = 0; i < bytes.length; i++) {
				bytes[i] = (byte) ((this.random.nextInt(12) == 0) ? this.random.nextInt(256)
						: 'a' + this.random.nextInt(26));
			}
			int from = this.random.nextInt(bytes.length);
			int to = from + this.random.nextInt(bytes.length - from + 1);
			int plain = from;
			while (plain < to && JsonBytes.PLAIN[bytes[plain] & 0xff]) {
				plain++;
			}
			int tab = from;
			while (tab < to && bytes[tab] != '\t') {
				tab++;
			}
			assertThat(ByteScan.plain(bytes, from, to)).isEqualTo(plain);
			assertThat(ByteScan.tab(bytes, from, to)).isEqualTo(tab);
		}
	}

	private String text() {
		int[] letters = LETTERS.codePoints().toArray();
		StringBuilder text = new StringBuilder();
		boolean wild = this.random.nextBoolean();
		for (int i = this.random.nextInt(40); i > 0; i--) {
			text.appendCodePoint(letters[this.random.nextInt(wild ? letters.length : 16)]);
		}
		return text.toString();
	}

	/** As the manual says under COPY, "Text Format". */
	private static String copyText(String text) {
		return text.replace("\\", "\\\\")
			.replace("\t", "\\t")
			.replace("\n", "\\n")
			.replace("\r", "\\r")
			.replace("\b", "\\b")
			.replace("\f", "\\f")
			.replace("\u000b", "\\v");
	}

}
