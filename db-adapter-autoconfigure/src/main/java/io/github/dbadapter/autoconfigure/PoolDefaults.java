package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.client.PoolSettings;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Sizes Spring Boot's pool for a profile as the pools of other profiles are. Set before
 * the properties are bound, so that {@code spring.r2dbc.pool.*} has the last word.
 */
class PoolDefaults implements BeanPostProcessor, PriorityOrdered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof R2dbcProperties properties) {
			properties.getPool().setInitialSize(PoolSettings.DEFAULT.initialSize());
			properties.getPool().setMaxSize(PoolSettings.DEFAULT.maxSize());
			properties.getPool().setMaxLifeTime(PoolSettings.DEFAULT.maxLifeTime());
		}
		return bean;
	}

}
