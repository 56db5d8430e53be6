/** The rules of a build's life, told by examples, properties and drawings. */
@NullMarked
package dev.millrace.engine;

import org.jspecify.annotations.NullMarked;
