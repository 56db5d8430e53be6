@NullMarked
package dev.millrace.server.pipelines.calls;

import org.jspecify.annotations.NullMarked;
