package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text for people that may name remedies, in the words of whoever reads it. As a string
 * it names the {@link RemedyWords#CALLS calls of this library}.
 *
 * @param texts what stands before, between and behind the remedies, one more than those
 * @param remedies the remedies, in order
 * @since 0.1.0
 */
public record RemedyText(List<String> texts, List<Remedy> remedies) {

	public RemedyText {
		texts = List.copyOf(texts);
		remedies = List.copyOf(remedies);
		if (texts.size() != remedies.size() + 1) {
			throw new IllegalArgumentException("A text stands on both sides of each remedy");
		}
	}

	static RemedyText of(String text) {
		return new RemedyText(List.of(text), List.of());
	}

	/**
	 * Puts arguments in the places of {@code %s}: remedies and texts as such, everything
	 * else as words.
	 */
	static RemedyText format(String format, Object... arguments) {
		String[] pieces = format.split("%s", -1);
		if (pieces.length != arguments.length + 1) {
			throw new IllegalArgumentException("'%s' does not take %d arguments".formatted(format, arguments.length));
		}
		RemedyText text = of(pieces[0]);
		for (int index = 0; index < arguments.length; index++) {
			text = text.then(part(arguments[index])).then(pieces[index + 1]);
		}
		return text;
	}

	private static RemedyText part(Object argument) {
		return (argument instanceof RemedyText text) ? text
				: (argument instanceof Remedy remedy) ? of("").then(remedy) : of(String.valueOf(argument));
	}

	static RemedyText join(String separator, Collection<RemedyText> texts) {
		RemedyText joined = null;
		for (RemedyText text : texts) {
			joined = (joined != null) ? joined.then(separator).then(text) : text;
		}
		return (joined != null) ? joined : of("");
	}

	RemedyText then(String text) {
		return then(of(text));
	}

	RemedyText then(Remedy remedy) {
		return then(new RemedyText(List.of("", ""), List.of(remedy)));
	}

	private RemedyText then(RemedyText other) {
		List<String> texts = new ArrayList<>(this.texts);
		int last = texts.size() - 1;
		texts.set(last, texts.get(last) + other.texts.get(0));
		texts.addAll(other.texts.subList(1, other.texts.size()));
		List<Remedy> remedies = new ArrayList<>(this.remedies);
		remedies.addAll(other.remedies);
		return new RemedyText(texts, remedies);
	}

	RemedyText map(UnaryOperator<String> change) {
		return new RemedyText(this.texts.stream().map(change).toList(), this.remedies);
	}

	/**
	 * Returns the text as one kind of reader understands it.
	 * @param words what remedies are called there
	 * @return the text
	 */
	public String in(RemedyWords words) {
		StringBuilder text = new StringBuilder(this.texts.get(0));
		for (int index = 0; index < this.remedies.size(); index++) {
			text.append(words.of(this.remedies.get(index))).append(this.texts.get(index + 1));
		}
		return text.toString();
	}

	@Override
	public String toString() {
		return in(RemedyWords.CALLS);
	}

}
