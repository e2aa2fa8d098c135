package io.github.dbadapter.client;

import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Lets the driver give values as the server has sent them. The driver finds this class by
 * {@link java.util.ServiceLoader}; the codec answers only to a type of ours and so
 * changes nothing for others.
 *
 * @since 0.1.0
 */
public final class RawTextCodecRegistrar implements CodecRegistrar {

	@Override
	public Publisher<Void> register(PostgresqlConnection connection, ByteBufAllocator allocator,
			CodecRegistry registry) {
		return Mono.fromRunnable(() -> registry.addFirst(new RawTextCodec()));
	}

}
