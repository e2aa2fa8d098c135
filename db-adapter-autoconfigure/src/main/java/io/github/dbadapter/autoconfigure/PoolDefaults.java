package io.github.dbadapter.autoconfigure;

import java.time.Duration;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Sizes Spring Boot's pool for a profile: 5 connections, 15 at most, none older than 5
 * minutes. Set before the properties are bound, so that {@code spring.r2dbc.pool.*} has
 * the last word.
 */
class PoolDefaults implements BeanPostProcessor, PriorityOrdered {

	static final int INITIAL_SIZE = 5;

	static final int MAX_SIZE = 15;

	static final Duration MAX_LIFE_TIME = Duration.ofMinutes(5);

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof R2dbcProperties properties) {
			properties.getPool().setInitialSize(INITIAL_SIZE);
			properties.getPool().setMaxSize(MAX_SIZE);
			properties.getPool().setMaxLifeTime(MAX_LIFE_TIME);
		}
		return bean;
	}

}
