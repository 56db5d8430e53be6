@NullMarked
package dev.millrace.wording;

import org.jspecify.annotations.NullMarked;
