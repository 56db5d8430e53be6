/**
 * What the command says, in English and Chinese: code names a text by its key, and the texts are in
 * {@code messages.properties} and its translations. Start reading at {@link
 * dev.millrace.cli.text.Texts}.
 */
@NullMarked
package dev.millrace.cli.text;

import org.jspecify.annotations.NullMarked;
