@NullMarked
package dev.millrace.server.builds.http;

import org.jspecify.annotations.NullMarked;
