package io.github.dbadapter.sql;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.sql.SqlToken.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Puts tokens together to statements. Where a statement ends is decided as psql does
 * ({@code psqlscan.l}): at a semicolon outside parentheses and outside the
 * {@code BEGIN ATOMIC … END} of a function.
 */
final class SqlScanner {

	private static final String END_OF_COPY_DATA = "\\.";

	private final SourceText source;

	private final SqlLexer lexer;

	private final String text;

	private final List<Draft> drafts = new ArrayList<>();

	private Draft current = new Draft();

	SqlScanner(String name, String text) {
		this.source = new SourceText(name, text);
		this.lexer = new SqlLexer(this.source);
		this.text = text;
	}

	List<SqlStatement> scan() {
		for (SqlToken token = this.lexer.next(); token != null; token = this.lexer.next()) {
			switch (token.kind()) {
				case COMMENT -> comment(token);
				case META_COMMAND -> metaCommand(token);
				default -> token(token);
			}
		}
		finish();
		if (!this.drafts.isEmpty()) {
			this.drafts.get(this.drafts.size() - 1).comments.addAll(this.current.comments);
		}
		return this.drafts.stream().map(this::statement).toList();
	}

	private void comment(SqlToken comment) {
		Draft previous = this.drafts.isEmpty() ? null : this.drafts.get(this.drafts.size() - 1);
		boolean behind = previous != null && this.current.tokens.isEmpty()
				&& this.source.line(previous.end) == this.source.line(comment.start());
		((behind && previous != null) ? previous : this.current).comments.add(comment);
	}

	private void metaCommand(SqlToken command) {
		finish();
		this.current.tokens.add(command);
		finish();
	}

	private void token(SqlToken token) {
		if (token.is(";") && this.current.isComplete()) {
			finish();
			return;
		}
		this.current.add(token);
	}

	private void finish() {
		if (this.current.tokens.isEmpty()) {
			return;
		}
		Draft finished = this.current;
		finished.end = finished.tokens.get(finished.tokens.size() - 1).end();
		if (finished.isCopyFromStdin()) {
			if (!this.lexer.onlyBlanksToEndOfLine()) {
				throw this.source.failure(finished.tokens.get(0).start(),
						"the data of COPY FROM STDIN must begin on the next line");
			}
			finished.copyData = this.lexer.linesUpTo(END_OF_COPY_DATA);
		}
		Boolean standard = finished.standardConformingStrings();
		if (standard != null) {
			this.lexer.standardConformingStrings(standard);
		}
		this.drafts.add(finished);
		this.current = new Draft();
	}

	private SqlStatement statement(Draft draft) {
		int start = draft.tokens.get(0).start();
		String statement = this.text.substring(start, draft.end);
		boolean meta = draft.tokens.get(0).kind() == Kind.META_COMMAND;
		return new SqlStatement(this.source.position(start), meta ? statement.stripTrailing() : statement,
				meta ? List.of() : draft.tokens.stream().map((token) -> token.moved(start)).toList(),
				draft.comments.stream()
					.map((comment) -> new SqlComment(this.source.position(comment.start()), comment.start() - start,
							comment.text().stripTrailing()))
					.toList(),
				draft.copyData);
	}

	/** A statement while its tokens are collected. */
	private static final class Draft {

		private final List<SqlToken> tokens = new ArrayList<>();

		private final List<SqlToken> comments = new ArrayList<>();

		private int parentheses;

		private int blocks;

		private int end;

		private @Nullable String copyData;

		void add(SqlToken token) {
			SqlToken previous = this.tokens.isEmpty() ? null : this.tokens.get(this.tokens.size() - 1);
			this.tokens.add(token);
			if (token.is("(")) {
				this.parentheses++;
			}
			else if (token.is(")") && this.parentheses > 0) {
				this.parentheses--;
			}
			else if (this.parentheses == 0 && createsRoutine()) {
				countBlocks(token, previous);
			}
		}

		private void countBlocks(SqlToken token, @Nullable SqlToken previous) {
			if (token.isWord("atomic") && previous != null && previous.isWord("begin")) {
				this.blocks++;
			}
			else if (token.isWord("case") && this.blocks > 0) {
				this.blocks++;
			}
			else if (token.isWord("end") && this.blocks > 0) {
				this.blocks--;
			}
		}

		boolean isComplete() {
			return this.parentheses == 0 && this.blocks == 0;
		}

		private boolean createsRoutine() {
			int kind = (isWord(1, "or") && isWord(2, "replace")) ? 3 : 1;
			return isWord(0, "create") && (isWord(kind, "function") || isWord(kind, "procedure"));
		}

		boolean isCopyFromStdin() {
			if (!isWord(0, "copy")) {
				return false;
			}
			int depth = 0;
			for (int i = 1; i < this.tokens.size(); i++) {
				depth += this.tokens.get(i).is("(") ? 1 : this.tokens.get(i).is(")") ? -1 : 0;
				if (depth == 0 && isWord(i, "from") && isWord(i + 1, "stdin")) {
					return true;
				}
			}
			return false;
		}

		@Nullable Boolean standardConformingStrings() {
			boolean reset = isWord(0, "reset");
			if (!reset && !isWord(0, "set")) {
				return null;
			}
			int name = (isWord(1, "session") || isWord(1, "local")) ? 2 : 1;
			if (!isWord(name, "standard_conforming_strings")) {
				return null;
			}
			return reset || this.tokens.size() <= name + 2
					|| !List.of("off", "false", "no", "0").contains(this.tokens.get(name + 2).value());
		}

		private boolean isWord(int index, String word) {
			return index < this.tokens.size() && this.tokens.get(index).isWord(word);
		}

	}

}
