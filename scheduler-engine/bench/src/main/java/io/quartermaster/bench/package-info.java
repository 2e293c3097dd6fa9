/// Speed and memory, measured beside a rival or a limit in the same run. Every command ends its output with one line
/// `bench NAME key=value …`.
@NullMarked
package io.quartermaster.bench;

import org.jspecify.annotations.NullMarked;
