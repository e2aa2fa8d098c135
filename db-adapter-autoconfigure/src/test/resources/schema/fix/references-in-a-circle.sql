CREATE TABLE team (id int PRIMARY KEY, lead int);
CREATE TABLE member (id int PRIMARY KEY, team int NOT NULL REFERENCES team, boss int REFERENCES member);
ALTER TABLE team ADD CONSTRAINT team_lead FOREIGN KEY (lead) REFERENCES member DEFERRABLE INITIALLY DEFERRED;
-- === new ===
CREATE TABLE team (id bigint PRIMARY KEY, lead bigint, name text NOT NULL DEFAULT '');
CREATE TABLE member (id bigint PRIMARY KEY, team bigint NOT NULL REFERENCES team ON DELETE CASCADE, boss bigint REFERENCES member);
ALTER TABLE team ADD CONSTRAINT team_lead FOREIGN KEY (lead) REFERENCES member;
