/** Tests of the expression language, a file a room: grammar, values, functions, contexts, text. */
@NullMarked
package dev.millrace.expression;

import org.jspecify.annotations.NullMarked;
