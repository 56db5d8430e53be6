@NullMarked
package dev.millrace.engine.ranked;

import org.jspecify.annotations.NullMarked;
