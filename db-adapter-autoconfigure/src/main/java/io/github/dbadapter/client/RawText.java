package io.github.dbadapter.client;

/**
 * A value as the server has sent it. Its class is what {@link RawTextCodec} is asked for.
 *
 * @param value the text
 */
record RawText(String value) {

}
