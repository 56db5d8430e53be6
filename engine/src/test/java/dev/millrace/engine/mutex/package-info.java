@NullMarked
package dev.millrace.engine.mutex;

import org.jspecify.annotations.NullMarked;
