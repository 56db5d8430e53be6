@NullMarked
package dev.millrace.server.pipelines;

import org.jspecify.annotations.NullMarked;
