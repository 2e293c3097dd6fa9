/// The cluster page: the servers with what they carry, who came and went, and draining one.
@NullMarked
package io.quartermaster.app.cluster;

import org.jspecify.annotations.NullMarked;
