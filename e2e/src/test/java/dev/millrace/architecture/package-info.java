/**
 * Holds the structure of the whole product: who may import whom, what may not be called where. The
 * table of allowed imports is in {@link dev.millrace.architecture.AllowedImports}, and only there.
 */
@NullMarked
package dev.millrace.architecture;

import org.jspecify.annotations.NullMarked;
