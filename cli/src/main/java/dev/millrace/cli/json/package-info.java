/**
 * One JSON object a line, the form of everything {@code --json} prints. Written by hand: objects
 * are flat, and a JSON library costs more at start-up than all of them together.
 */
@NullMarked
package dev.millrace.cli.json;

import org.jspecify.annotations.NullMarked;
