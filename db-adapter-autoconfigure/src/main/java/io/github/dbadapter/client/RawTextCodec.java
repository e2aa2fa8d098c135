package io.github.dbadapter.client;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.message.Format;
import org.jspecify.annotations.Nullable;

/**
 * Gives the text of a value of any type. The driver has codecs that are lossy (they fail
 * on NaN, dates BC and more-dimensional arrays) and none that takes every type.
 */
final class RawTextCodec implements Codec<RawText> {

	@Override
	public boolean canDecode(int dataType, Format format, Class<?> type) {
		return type == RawText.class && format == Format.FORMAT_TEXT;
	}

	@Override
	public @Nullable RawText decode(@Nullable ByteBuf buffer, int dataType, Format format,
			Class<? extends RawText> type) {
		return (buffer != null) ? new RawText(buffer.toString(StandardCharsets.UTF_8)) : null;
	}

	@Override
	public boolean canEncode(Object value) {
		return false;
	}

	@Override
	public boolean canEncodeNull(Class<?> type) {
		return false;
	}

	@Override
	public EncodedParameter encode(Object value) {
		throw new UnsupportedOperationException("Only decodes");
	}

	@Override
	public EncodedParameter encode(Object value, int dataType) {
		throw new UnsupportedOperationException("Only decodes");
	}

	@Override
	public EncodedParameter encodeNull() {
		throw new UnsupportedOperationException("Only decodes");
	}

}
