@NullMarked
package dev.millrace.cli.questions;

import org.jspecify.annotations.NullMarked;
