INSERT INTO category (slug, name) VALUES
	('books', 'Books'),
	('garden', 'Garden'),
	('music', 'Music')
ON CONFLICT (slug) DO NOTHING;

INSERT INTO product (category_id, sku, name, price, attributes, tags)
SELECT category.id, given.sku, given.name, given.price, given.attributes::jsonb, given.tags
FROM (VALUES
	('books', 'BK-001', 'A Field Guide to Elephants', 24.90, '{"pages": 312, "language": "en"}', ARRAY['nature', 'animals']),
	('books', 'BK-002', 'Reactive Streams by Example', 39.00, '{"pages": 280, "language": "en"}', ARRAY['software']),
	('garden', 'GD-001', 'Watering can', 18.50, '{"litres": 9, "colour": "green"}', ARRAY['steel', 'outdoor']),
	('garden', 'GD-002', 'Tomato seeds', 2.75, '{"seeds": 40}', ARRAY['organic']),
	('music', 'MU-001', 'Ukulele', 89.00, '{"strings": 4}', ARRAY['wood', 'beginner'])
) AS given (category, sku, name, price, attributes, tags)
JOIN category ON category.slug = given.category
ON CONFLICT (sku) DO NOTHING;
