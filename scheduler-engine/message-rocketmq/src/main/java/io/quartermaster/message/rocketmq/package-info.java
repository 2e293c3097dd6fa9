/// Messages of message jobs, over RocketMQ.
@NullMarked
package io.quartermaster.message.rocketmq;

import org.jspecify.annotations.NullMarked;
