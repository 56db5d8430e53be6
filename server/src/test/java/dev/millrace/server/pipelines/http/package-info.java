@NullMarked
package dev.millrace.server.pipelines.http;

import org.jspecify.annotations.NullMarked;
