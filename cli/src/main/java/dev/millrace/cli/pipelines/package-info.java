/**
 * Commands about pipelines as written: {@code validate}, {@code explain}, {@code convert}; and how
 * a problem in a file is shown. Start reading at {@link
 * dev.millrace.cli.pipelines.ValidateCommand}.
 */
@NullMarked
package dev.millrace.cli.pipelines;

import org.jspecify.annotations.NullMarked;
