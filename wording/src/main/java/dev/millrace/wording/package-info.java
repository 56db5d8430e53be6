/**
 * What people are told, kept as data until somebody reads it: a {@link Sentence} names its {@link
 * Wording} and what it speaks of, and becomes text in the reader's {@link Language}.
 *
 * <p>Every room has its wordings in an enum of its own, with the English text beside each; the
 * translations lie next to the enum's class, {@code MyWording_zh.properties}. So a sentence can be
 * stored, compared and translated long after it was made.
 *
 * <p>Not here: texts of help pages and labels, which no rule ever makes; the command keeps those in
 * bundles.
 */
@NullMarked
package dev.millrace.wording;

import org.jspecify.annotations.NullMarked;
