/**
 * A sorted map that is immutable, cheap to change, and knows the rank of each key: what waiting
 * lines in the state of the rules are kept in. Knows nothing of builds. Start reading at {@link
 * dev.millrace.engine.ranked.RankedMap}.
 */
@NullMarked
package dev.millrace.engine.ranked;

import org.jspecify.annotations.NullMarked;
